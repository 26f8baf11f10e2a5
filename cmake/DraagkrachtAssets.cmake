# The style sheet, the font and the icon of the pages, in build/assets. They are made from npm
# packages, so only where those are installed (script/install, or npm ci); without them everything
# else still builds, and `draagkracht serve` says at start that the assets are missing.
find_program(NODE_PROGRAM NAMES node nodejs)
set(asset_maker "${CMAKE_SOURCE_DIR}/templates/pages/assets/build.mjs")
set(asset_manifest "${CMAKE_SOURCE_DIR}/build/assets/manifest.json")

if(NODE_PROGRAM AND EXISTS "${CMAKE_SOURCE_DIR}/node_modules/purgecss")
    file(GLOB_RECURSE asset_sources CONFIGURE_DEPENDS
        "${CMAKE_SOURCE_DIR}/templates/pages/*.mustache" "${CMAKE_SOURCE_DIR}/templates/pages/assets/*")
    add_custom_command(
        OUTPUT "${asset_manifest}"
        COMMAND "${NODE_PROGRAM}" "${asset_maker}"
        DEPENDS ${asset_sources} "${CMAKE_SOURCE_DIR}/package-lock.json"
        WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
        COMMENT "Making the style sheet of the pages"
        VERBATIM)
    add_custom_target(assets ALL DEPENDS "${asset_manifest}")
else()
    message(STATUS "No assets for the pages: run script/install, or npm ci, and configure again")
endif()
