# SPDX-License-Identifier: GPL-3.0-or-later
# One place for the language level, warnings, Qt strictness, sanitizers and hardening, and the three
# functions with which every folder declares itself: sm_room, sm_program, sm_test.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

find_program(SM_CCACHE ccache)
if(SM_CCACHE)
    # The two lenient points without which ccache takes no file that has a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${SM_CCACHE}")
endif()
find_program(SM_MOLD mold)
if(SM_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

# As libpcsclite asks for it: said once for all, since it goes into the precompiled headers.
add_compile_options(-pthread)

add_library(sm_strict INTERFACE)
target_compile_options(sm_strict INTERFACE
    -Wall -Wextra -Werror -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    -Wimplicit-fallthrough -Wformat=2 -Wconversion -Wno-sign-conversion -fcoroutines)
target_compile_definitions(sm_strict INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_CONTEXTLESS_CONNECT QT_NO_KEYWORDS QT_NO_FOREACH
    QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400)

if(STATIONMASTER_SANITIZE MATCHES "^address")
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
    if(STATIONMASTER_SANITIZE STREQUAL "address")
        # AddressSanitizer sees what these see, but for a type that is not the pointer's own; together they are more than a
        # third of the time to compile. "address-strict" has them.
        add_compile_options(-fno-sanitize=null,object-size,vptr)
    endif()
elseif(STATIONMASTER_SANITIZE STREQUAL "thread")
    # GCC 12 takes every std::variant for uninitialized once the thread sanitizer is on.
    add_compile_options(-fsanitize=thread -fno-omit-frame-pointer -Wno-maybe-uninitialized)
    add_link_options(-fsanitize=thread)
endif()
if(STATIONMASTER_HARDEN)
    # OpenSSF compiler options guide, as far as GCC 12 knows them.
    add_compile_options(-Wformat -Werror=format-security -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS
        -fstack-clash-protection -fstack-protector-strong -fcf-protection=full -ftrivial-auto-var-init=zero)
    add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed -pie)
endif()

# A program of static rooms under the sanitizers is 150 to 640 MB, and there are 160 of them: the presets that run tests link their
# rooms as shared libraries. What is delivered has none of its own.
if(STATIONMASTER_SHARED)
    set(SM_ROOM_KIND SHARED)
else()
    set(SM_ROOM_KIND STATIC)
endif()

# One precompiled header for all rooms, one for their tests, one for the tests of pages. The release build has none: there a
# file that forgot an include does not compile.
function(sm_precompile target kind)
    if(NOT STATIONMASTER_PCH)
        return()
    endif()
    if(NOT TARGET sm_pch_${kind})
        set(source "${PROJECT_SOURCE_DIR}/packaging/cmake/pch_${kind}.cpp")
        if(kind STREQUAL "room")
            add_library(sm_pch_room STATIC EXCLUDE_FROM_ALL "${source}")
            set(libs Qt6::Core)
        else()
            add_executable(sm_pch_${kind} EXCLUDE_FROM_ALL "${source}") # a program: its position independent code is another
            set(libs Qt6::Test)
            if(kind STREQUAL "page_test")
                list(APPEND libs Qt6::Widgets)
            endif()
        endif()
        target_link_libraries(sm_pch_${kind} PRIVATE sm_strict ${libs})
        target_precompile_headers(sm_pch_${kind} PRIVATE "${PROJECT_SOURCE_DIR}/packaging/cmake/pch_${kind}.h")
    endif()
    target_precompile_headers(${target} REUSE_FROM sm_pch_${kind})
endfunction()

# sm_room(NAME DEPENDS room... LIBS target... SOURCES file...): one library per folder of core.
function(sm_room name)
    cmake_parse_arguments(ARG "" "" "DEPENDS;LIBS;PRIVATE_LIBS;SOURCES" ${ARGN})
    add_library(sm_${name} ${SM_ROOM_KIND} ${ARG_SOURCES})
    set_target_properties(sm_${name} PROPERTIES DEFINE_SYMBOL "")
    target_include_directories(sm_${name} PUBLIC "${PROJECT_SOURCE_DIR}/core")
    target_link_libraries(sm_${name} PUBLIC Qt6::Core ${ARG_LIBS} PRIVATE sm_strict ${ARG_PRIVATE_LIBS})
    foreach(dep IN LISTS ARG_DEPENDS)
        target_link_libraries(sm_${name} PUBLIC sm_${dep})
    endforeach()
    sm_precompile(sm_${name} room)
endfunction()

function(sm_program name)
    cmake_parse_arguments(ARG "" "" "ROOMS;LIBS;SOURCES" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE sm_strict Qt6::Core ${ARG_LIBS})
    foreach(room IN LISTS ARG_ROOMS)
        target_link_libraries(${name} PRIVATE sm_${room})
    endforeach()
endfunction()

# sm_test(NAME ROOMS room... SOURCES file... [LABELS x] [TIMEOUT s]): a QtTest program named tst_NAME.
# A test names the room it tests and links nothing but that (and test doubles through LIBS).
function(sm_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "ROOMS;LIBS;SOURCES;LABELS;ARGS" ${ARGN})
    add_executable(tst_${name} ${ARG_SOURCES})
    set_target_properties(tst_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(tst_${name} PRIVATE sm_strict Qt6::Test ${ARG_LIBS})
    target_compile_definitions(tst_${name} PRIVATE SM_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        SM_SOURCE_DIR="${PROJECT_SOURCE_DIR}" SM_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
    foreach(room IN LISTS ARG_ROOMS)
        target_link_libraries(tst_${name} PRIVATE sm_${room})
    endforeach()
    if("ui" IN_LIST ARG_ROOMS)
        sm_precompile(tst_${name} page_test)
    else()
        sm_precompile(tst_${name} core_test)
    endif()
    add_test(NAME ${name} COMMAND tst_${name} ${ARG_ARGS})
    if("threads" IN_LIST ARG_LABELS OR name STREQUAL "console")
        set_property(TEST ${name} PROPERTY RUN_SERIAL ON) # real time: a busy neighbour would be measured too
    endif()
    if("threads" IN_LIST ARG_LABELS)
        if(NOT TARGET tsan-tests)
            add_custom_target(tsan-tests)
        endif()
        add_dependencies(tsan-tests tst_${name})
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/tsan.supp history_size=7;UBSAN_OPTIONS=print_stacktrace=1")
endfunction()
