# draagkracht_room(NAME SOURCES a.cpp ... KNOWS base storage ... PARTS PkgConfig::X ...)
#
# One room of the house: the library draagkracht_NAME. KNOWS are the rooms it may include, PARTS the
# libraries of others that it stands on. A part that only the room's own .cpp files include goes
# under PRIVATE_PARTS, so that rooms above do not come to know it.
function(draagkracht_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;KNOWS;PARTS;PRIVATE_PARTS" ${ARGN})
    add_library(draagkracht_${name} STATIC ${ROOM_SOURCES})
    target_include_directories(draagkracht_${name} PRIVATE "${CMAKE_SOURCE_DIR}/src")
    list(TRANSFORM ROOM_KNOWS PREPEND draagkracht_)
    target_link_libraries(draagkracht_${name}
        PUBLIC draagkracht_settings ${ROOM_KNOWS} ${ROOM_PARTS}
        PRIVATE ${ROOM_PRIVATE_PARTS})
endfunction()

# draagkracht_test(ROOM SOURCES a_test.cpp ... KNOWS room ... PARTS ...)
#
# One test program a room: test_ROOM, registered with CTest.
function(draagkracht_test name)
    cmake_parse_arguments(TEST "" "" "SOURCES;KNOWS;PARTS" ${ARGN})
    add_executable(test_${name} ${TEST_SOURCES})
    target_include_directories(test_${name} PRIVATE "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}/tests")
    list(TRANSFORM TEST_KNOWS PREPEND draagkracht_)
    target_link_libraries(test_${name} PRIVATE
        draagkracht_settings ${TEST_KNOWS} ${TEST_PARTS} GTest::gmock GTest::gtest_main)
    target_compile_definitions(test_${name} PRIVATE DRAAGKRACHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND test_${name})
    if(DRAAGKRACHT_SANITIZE)
        set_tests_properties(${name} PROPERTIES ENVIRONMENT
            "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/leaks_of_others.txt")
    endif()
endfunction()
