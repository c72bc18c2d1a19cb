#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an installation leaves, and whether a desktop can read it (UX-40): install_tree.py --bin DIR

Installs the build that DIR belongs to under a folder that is made for it, compares the tree, and lets desktop-file-validate,
appstreamcli and update-mime-database judge the files.
"""
import configparser
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from lab import SOURCES, Lab, bin_folder_from

ID = "org.stationmaster.Stationmaster"
JOB = "application/x-stationmaster-job"
PROGRAMS = {f"bin/{folder.parent.name}" for folder in (SOURCES / "app").glob("*/CMakeLists.txt")}
SERVICES = {f"lib/systemd/system/{file.name}" for file in (SOURCES / "packaging" / "systemd").glob("*.service")}
DESKTOP = {f"share/applications/{ID}.desktop", f"share/metainfo/{ID}.metainfo.xml", f"share/mime/packages/{ID}.xml",
           f"share/icons/hicolor/scalable/apps/{ID}.svg", f"share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg"}


def run(*arguments, **more):
    return subprocess.run([str(a) for a in arguments], capture_output=True, text=True, timeout=240, **more)


def files_under(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def installed(lab, build):
    prefix = lab.folder / "prefix"
    told = run("cmake", "--install", build, "--prefix", prefix)
    if not lab.check(told.returncode == 0, f"cmake --install: {told.stdout[-400:]} {told.stderr[-400:]}"):
        return None
    found = files_under(prefix)
    expected = PROGRAMS | SERVICES | DESKTOP
    documents = {f for f in found if f.startswith("share/doc/") and f.endswith("/LICENSE")}
    lab.check(len(documents) == 1 and found - documents == expected,
              f"the tree: missing {sorted(expected - found)}, surplus {sorted(found - documents - expected)}")
    for program in PROGRAMS:
        lab.check(os.access(prefix / program, os.X_OK), f"{program} can be run")
    env = {**lab.env, "QT_QPA_PLATFORM": "offscreen"}
    told = run(prefix / "bin/stationmaster-cli", "--version", env=env)
    lab.check(told.returncode == 0 and told.stdout.startswith("stationmaster"), f"the installed command line runs: {told}")
    told = run(prefix / "bin/stationmaster", "--version", env=env)
    lab.check(told.returncode == 0 and told.stdout, f"the installed console runs: {told}")
    part = lab.folder / "part"
    told = run("cmake", "--install", build, "--prefix", part, "--component", "desktop")
    lab.check(told.returncode == 0 and files_under(part) == DESKTOP, f"a component of its own: {files_under(part)}")
    return prefix


def desktop_entry(lab, prefix):
    file = prefix / f"share/applications/{ID}.desktop"
    told = run("desktop-file-validate", "--warn-kde", file)
    lab.check(told.returncode == 0 and told.stdout + told.stderr == "", f"desktop-file-validate: {told.stdout}{told.stderr}")
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entry.optionxform = str
    entry.read(file, encoding="utf-8")
    main = entry["Desktop Entry"]
    for key in ("Exec", "Icon", "MimeType", "GenericName", "Comment"):
        lab.check(main.get(key), f"desktop file: {key}")
    lab.check(main["Exec"].split()[0] == "stationmaster" and main["Icon"] == ID and main["MimeType"] == JOB + ";",
              f"desktop file names what is installed: {dict(main)}")
    for action in main.get("Actions", "").strip(";").split(";"):
        lab.check(entry[f"Desktop Action {action}"]["Exec"].startswith("stationmaster "), f"desktop file: action {action}")


def metainfo(lab, prefix):
    file = prefix / f"share/metainfo/{ID}.metainfo.xml"
    told = run("appstreamcli", "validate", "--no-net", "--no-color", file)
    text = told.stdout + told.stderr
    lab.check(told.returncode == 0 and not re.search(r"^\s*[EW]:", text, re.M), f"appstreamcli validate: {text}")
    root = ElementTree.parse(file).getroot()
    lab.check(root.get("type") == "desktop-application" and root.findtext("id") == ID
              and root.findtext("launchable") == f"{ID}.desktop", "metainfo: id and launchable")
    provided = {element.tag: [e.text for e in root.find("provides").findall(element.tag)] for element in root.find("provides")}
    lab.check(provided == {"binary": ["stationmaster", "stationmaster-cli"], "mediatype": [JOB]}, f"metainfo: provides {provided}")
    version = run(lab.program("stationmaster-cli"), "--version", env=lab.env).stdout.split()[-1]
    lab.check(root.find("releases/release").get("version") == version, f"metainfo: the newest release is {version}")
    tree = lab.folder / "prefix"
    told = run("appstreamcli", "validate-tree", "--no-net", "--no-color", tree)
    lab.check(told.returncode == 0, f"appstreamcli validate-tree: {told.stdout}{told.stderr}")


def mime_type(lab, prefix):
    data = prefix / "share" / "mime"
    env = {**lab.env, "XDG_DATA_HOME": str(prefix / "share"), "XDG_DATA_DIRS": "/usr/share"}
    told = run("update-mime-database", data, env=env)
    lab.check(told.returncode == 0 and told.stderr == "", f"update-mime-database: {told}")
    globs = (data / "globs2").read_text()
    lab.check(f"60:{JOB}:*.stationmasterjob" in globs, f"MIME: the ending with its weight: {globs}")
    job = lab.folder / "some.stationmasterjob"
    job.write_text("card_object_id,pass_number\n")
    tagged = lab.folder / "tagged"
    tagged.write_text('EMB= "1", "A"\n')
    for file in (job, tagged):
        told = run("gio", "info", "-a", "standard::content-type", file, env=env)
        lab.check(JOB in told.stdout, f"MIME: {file.name} is a job: {told}")


def main():
    arguments = sys.argv[1:]
    folder = bin_folder_from(arguments)
    with Lab("install-tree", folder, in_memory=True) as lab:
        prefix = installed(lab, lab.bin.parent)
        for judge in (desktop_entry, metainfo, mime_type) if prefix else ():
            judge(lab, prefix)
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
