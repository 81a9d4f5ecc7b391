# One function that every module of src/ is built with, so that a module's CMakeLists.txt only names its files.

# mercato_module(NAME SOURCES a.cc … [TESTS a_test.cc …] [LINK other modules and libraries …])
# Builds the static library mercato_NAME and, where tests are given, one test program NAME_test registered with CTest.
function(mercato_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;TESTS;LINK" ${ARGN})
  add_library(mercato_${name} STATIC ${ARG_SOURCES})
  target_include_directories(mercato_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(mercato_${name} PUBLIC ${ARG_LINK} PRIVATE mercato_flags)
  if(ARG_TESTS AND MERCATO_TESTS)
    add_executable(${name}_test ${ARG_TESTS})
    target_link_libraries(${name}_test PRIVATE mercato_${name} mercato_flags rapidcheck GTest::gmock GTest::gtest_main)
    target_compile_definitions(${name}_test PRIVATE MERCATO_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    # Half of a build is tests: what they test is optimized, they themselves need not be.
    target_compile_options(${name}_test PRIVATE -O0)
    gtest_discover_tests(${name}_test DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
  endif()
endfunction()

# mercato_fuzz(NAME source.cc LINK …): a libFuzzer target, built only in a MERCATO_FUZZ (clang) build.
function(mercato_fuzz name source)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  if(MERCATO_FUZZ)
    add_executable(${name}_fuzz ${source})
    target_link_libraries(${name}_fuzz PRIVATE ${ARG_LINK} mercato_flags)
    target_compile_definitions(${name}_fuzz PRIVATE MERCATO_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  endif()
endfunction()

# mercato_bench(NAME source.cc LINK …): a Google Benchmark program, built where MERCATO_BENCH is on.
function(mercato_bench name source)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  if(MERCATO_BENCH)
    add_executable(${name}_bench ${source})
    target_link_libraries(${name}_bench PRIVATE ${ARG_LINK} mercato_flags benchmark::benchmark_main)
    target_compile_definitions(${name}_bench PRIVATE MERCATO_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  endif()
endfunction()
