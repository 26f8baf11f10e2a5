# draagkracht_must_not_compile(ROOM)
#
# What the types of a room forbid is tested like what they do. must_not_compile.cpp holds one
# forbidden statement a case, with the compiler's reason as a regular expression beside it:
#
#     #ifdef money_from_a_plain_number  // conversion from .int. to non-scalar type
#     const Money money = 5;
#     #endif
#
# Without any case the file compiles with the build. Each case is a test that passes only when the
# compiler stops with an error that gives the reason: a test cannot pass by a typing mistake.
function(draagkracht_must_not_compile room)
    set(source "${CMAKE_CURRENT_SOURCE_DIR}/must_not_compile.cpp")
    set(target must_not_compile_${room})
    add_library(${target} OBJECT "${source}")
    target_link_libraries(${target} PRIVATE draagkracht_${room})

    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
    file(STRINGS "${source}" cases REGEX "^#ifdef ")
    foreach(case IN LISTS cases)
        if(NOT case MATCHES "^#ifdef ([a-z_]+)  // (.+)$")
            message(FATAL_ERROR "${source}: write '#ifdef name_of_the_case  // reason': ${case}")
        endif()
        set(name "${room}.must_not_compile.${CMAKE_MATCH_1}")
        # In CMake a point matches a line end too; the reason must stand in the error's own line.
        string(REPLACE "." "[^\n]" reason "${CMAKE_MATCH_2}")
        add_test(NAME ${name} COMMAND_EXPAND_LISTS COMMAND
            "${CMAKE_CXX_COMPILER}" -std=c++${CMAKE_CXX_STANDARD} -fsyntax-only -D${CMAKE_MATCH_1}
            "$<TARGET_PROPERTY:${target},COMPILE_OPTIONS>"
            "-I$<JOIN:$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>,;-I>" "${source}")
        set_tests_properties(${name} PROPERTIES
            PASS_REGULAR_EXPRESSION "error: [^\n]*${reason}" ENVIRONMENT "LC_ALL=C")
    endforeach()
endfunction()
