# One set of compiler settings for every target of the project.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(draagkracht_settings INTERFACE)
target_include_directories(draagkracht_settings INTERFACE "${CMAKE_SOURCE_DIR}/include")
target_compile_options(draagkracht_settings INTERFACE
    # A warning is an error, but not in a release: at its level of optimization this compiler warns of
    # what is not there (GCC bug 105651), and a municipality must be able to build.
    -Wall -Wextra -Wpedantic $<$<NOT:$<CONFIG:Release>>:-Werror> -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    # A fact that is not named when a record is made is empty; the records say so by their defaults.
    -Wno-missing-field-initializers
    # Paths in the program are relative to the project: builds in two folders are alike.
    "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")

if(DRAAGKRACHT_SANITIZE)
    # Without vptr: Debian's SOCI does not show the type information that this check wants to link.
    target_compile_options(draagkracht_settings INTERFACE
        -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all
        -fno-omit-frame-pointer)
    target_link_options(draagkracht_settings INTERFACE -fsanitize=address,undefined)
endif()
