# embed_files(OUT SOURCE_VARIABLE FOLDER): a C++ source that holds every file of FOLDER, byte for byte, for
# src/9_serve/page.cc. Needs nothing but the compiler's assembler; a folder that is not there gives an empty table. The table
# is made when CMake runs; a file whose bytes change is taken in by the next build.
function(embed_files out folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*)
  list(FILTER files EXCLUDE REGEX "\\.map$")
  list(SORT files)
  set(blobs "")
  set(declared "")
  set(rows "")
  set(depends "")
  set(number 0)
  foreach(file IN LISTS files)
    string(APPEND blobs "  \"mercato_page_${number}:\\n.incbin \\\"${folder}/${file}\\\"\\nmercato_page_${number}_end:\\n.byte 0\\n\"\n")
    string(APPEND declared "extern const char mercato_page_${number}[], mercato_page_${number}_end[];\n")
    string(APPEND rows "      {\"${file}\", {mercato_page_${number}, static_cast<std::size_t>(mercato_page_${number}_end - mercato_page_${number})}},\n")
    list(APPEND depends ${folder}/${file})
    math(EXPR number "${number} + 1")
  endforeach()
  if(blobs)
    set(blobs "asm(\".section .rodata\\n\"\n${blobs}    \".text\\n\");\nextern \"C\" {\n${declared}}\n")
  endif()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/page_files.cc)
  file(CONFIGURE OUTPUT ${source} CONTENT [[// Made by cmake/EmbedFiles.cmake.
#include "9_serve/page.h"

@blobs@
namespace mercato {

std::vector<PageFile> embedded_page() {
  return {
@rows@  };
}

}  // namespace mercato
]] @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${depends}")
  set(${out} ${source} PARENT_SCOPE)
endfunction()
