# What is installed, and the .deb that CPack makes of it: `cmake --install`, or `cpack -G DEB` in the build folder.

include(GNUInstallDirs)
set(made ${PROJECT_BINARY_DIR}/made)
file(MAKE_DIRECTORY ${made})

# The manual page and the completions are written by the program itself, so that they cannot say something else.
set(written ${made}/mercato.1.gz ${made}/mercato ${made}/_mercato ${made}/mercato.fish)
add_custom_command(
  OUTPUT ${written}
  COMMAND sh -c "$<TARGET_FILE:mercato> manual | gzip -9n > mercato.1.gz"
  COMMAND mercato completions bash > mercato
  COMMAND mercato completions zsh > _mercato
  COMMAND mercato completions fish > mercato.fish
  WORKING_DIRECTORY ${made}
  DEPENDS mercato
  COMMENT "Writing the manual page and the shells' completions"
  VERBATIM)
add_custom_target(written_help ALL DEPENDS ${written})

set(shared ${CMAKE_INSTALL_DATADIR}/mercato)
install(TARGETS mercato)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/data DESTINATION ${shared} PATTERN CMakeLists.txt EXCLUDE)
install(FILES ${PROJECT_BINARY_DIR}/starter.ref DESTINATION ${shared})
install(FILES ${made}/mercato.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${made}/mercato DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${made}/_mercato DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${made}/mercato.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${PROJECT_SOURCE_DIR}/packaging/mercato.service ${PROJECT_SOURCE_DIR}/packaging/mercato-watch.service
  ${PROJECT_SOURCE_DIR}/packaging/mercato-alerts.service
  DESTINATION lib/systemd/system)
install(FILES ${PROJECT_SOURCE_DIR}/packaging/config.toml DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME mercato)
set(CPACK_PACKAGE_VENDOR Mercato)
set(CPACK_PACKAGE_CONTACT "The engineers of Mercato <mercato@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "football transfer news: who said what, and whether it came true")
set(CPACK_DEBIAN_PACKAGE_SECTION news)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # which libraries it needs is read from the program
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
include(CPack)
