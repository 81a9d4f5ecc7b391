"""The Debian package: made by CPack, installed by dpkg into a root of its own, and run from there."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from support import PROGRAM, SOURCE

BUILD = pathlib.Path(PROGRAM).parent


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300, **options)


def make_package(folder):
    made = run("cpack", "-G", "DEB", "-B", folder / "made", "--config", BUILD / "CPackConfig.cmake", cwd=folder)
    if made.returncode != 0:
        raise RuntimeError(made.stdout + made.stderr)
    return next((folder / "made").glob("*.deb"))


def install(package, root):
    """As dpkg installs it; who is not root can only unpack it."""
    database = root / "var/lib/dpkg"
    for folder in ("info", "updates", "triggers"):
        (database / folder).mkdir(parents=True)
    for file in ("status", "available"):
        (database / file).touch()
    # The libraries are this machine's, not the new root's, hence --force-depends.
    command = ["dpkg", f"--root={root}", "--force-depends", "--log=/dev/null", "-i", package]
    installed = run(*(command if os.geteuid() == 0 else ["dpkg-deb", "-x", package, root]))
    if installed.returncode != 0:
        raise RuntimeError(installed.stderr)


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="mercato-package-")
        cls.addClassCleanup(folder.cleanup)
        cls.package = make_package(pathlib.Path(folder.name))
        cls.root = pathlib.Path(folder.name) / "root"
        install(cls.package, cls.root)
        cls.mercato = cls.root / "usr/bin/mercato"

    def test_runs_with_its_own_data(self):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("MERCATO_")}
        ledger = self.root / "week.ledger"
        week = SOURCE / "data/examples/week/items.ndjson"
        read = run(self.mercato, "--ledger", ledger, "--json", "ingest", week, env=clean)
        self.assertEqual(read.returncode, 0, read.stderr)
        dossier = run(self.mercato, "--ledger", ledger, "dossier", "Bastien Kermadoc", env=clean)
        self.assertIn("AS Brévalcourt", dossier.stdout, dossier.stderr)

    def test_carries_all_that_it_reads(self):
        for name in ("data/languages/fr/language.toml", "data/claims/talks.toml", "data/windows", "starter.ref"):
            self.assertTrue((self.root / "usr/share/mercato" / name).exists(), name)

    def test_depends_on_its_libraries(self):
        field = run("dpkg-deb", "-f", self.package, "Depends").stdout
        for library in ("libsqlite3-0", "libcurl4", "libssl3", "libicu72"):
            self.assertIn(library, field)

    def test_manual_tells_every_command(self):
        page = run("man", "--warnings", "-l", self.root / "usr/share/man/man1/mercato.1.gz",
                   env={**os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8"})
        self.assertEqual(page.stderr, "")
        for command in ("ingest", "dossier", "serve", "watch", "ledger verify"):
            self.assertRegex(page.stdout, rf"(?m)^   mercato {command}\b")

    def test_bash_completes(self):
        script = self.root / "usr/share/bash-completion/completions/mercato"
        for typed, offered in (("mercato dos", "dossier"), ("mercato ledger ver", "verify"), ("mercato --js", "--json")):
            words = typed.split()
            line = (f'source {script}; COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _mercato; echo "${{COMPREPLY[*]}}"')
            self.assertEqual(run("bash", "-c", line).stdout.strip(), offered, typed)

    @unittest.skipUnless(shutil.which("zsh"), "no zsh here")
    def test_zsh_reads_its_completions(self):
        self.assertEqual(run("zsh", "-n", self.root / "usr/share/zsh/vendor-completions/_mercato").stderr, "")

    @unittest.skipUnless(shutil.which("fish"), "no fish here")
    def test_fish_completes(self):
        script = self.root / "usr/share/fish/vendor_completions.d/mercato.fish"
        out = run("fish", "--no-config", "-c", f"source {script}; complete -C 'mercato ledger ver'").stdout
        self.assertTrue(out.startswith("verify"), out)

    def test_units_run_what_is_installed(self):
        units = sorted((self.root / "usr/lib/systemd/system").glob("*.service"))
        self.assertEqual(len(units), 3)
        for unit in units:
            command = re.search(r"^ExecStart=/(\S+) (.+)$", unit.read_text(), re.M)
            self.assertEqual(run(self.root / command[1], *command[2].split(), "--help").returncode, 0, unit.name)


if __name__ == "__main__":
    unittest.main()
