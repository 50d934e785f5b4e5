//! What the tests need beside Rust, on Debian 12: found, installed as root, or named.

use std::{env, fs, path::Path};

use anyhow::{Result, bail};

use crate::{
    postgres,
    process::{command, is_root, output, run, succeeds},
};

/// A Debian package, and how to see that what it brings is here. Not every machine got it from
/// that package, so programs are looked for rather than packages.
struct Need {
    package: &'static str,
    is_met: fn() -> bool,
}

const NEEDS: [Need; 6] = [
    Need {
        package: "postgresql",
        is_met: || postgres::programs().is_ok(),
    },
    Need {
        package: "chromium",
        is_met: || Path::new("/usr/bin/chromium").exists(),
    },
    // One family with real weights; without any font Chromium draws boxes.
    Need {
        package: "fonts-inter",
        is_met: || Path::new("/usr/share/doc/fonts-inter").exists(),
    },
    Need {
        package: "nodejs",
        is_met: || on_path("node"),
    },
    Need {
        package: "npm",
        is_met: || on_path("npm"),
    },
    Need {
        package: "python3-venv",
        is_met: || succeeds(command("python3 -c").arg("import ensurepip, venv")),
    },
];

/// Rust's own tools, Debian's packages and the browser tests' Node packages.
pub fn prepare_for_tests() -> Result<()> {
    prepare_for_lint()?;
    install_debian_packages()?;
    install_node_packages()
}

/// Rust's own tools.
pub fn prepare_for_lint() -> Result<()> {
    let missing =
        |component: &str| !succeeds(&mut command(&format!("cargo {component} --version")));
    if missing("fmt") || missing("clippy") {
        run(&mut command("rustup component add rustfmt clippy"))?;
    }
    Ok(())
}

/// Memory that any user may make folders in, where there is enough of it: thousands of small databases wait for
/// a disk longer than they work.
pub fn in_memory() -> Option<&'static Path> {
    const IN_MEMORY: &str = "/dev/shm";
    const ENOUGH_MIB: u64 = 6 * 1024;
    let room = output(&mut command(&format!(
        "df --block-size=1M --output=avail {IN_MEMORY}"
    )));
    let room: u64 = room.ok()?.lines().last()?.trim().parse().ok()?;
    (room >= ENOUGH_MIB).then_some(Path::new(IN_MEMORY))
}

fn install_debian_packages() -> Result<()> {
    let missing: Vec<_> = NEEDS
        .iter()
        .filter(|need| !(need.is_met)())
        .map(|need| need.package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let install = format!(
        "apt-get install --yes --no-install-recommends {}",
        missing.join(" ")
    );
    if !is_root() {
        bail!(
            "missing: {}\nInstall with:\n\n    sudo apt-get update && sudo {install}\n",
            missing.join(", ")
        );
    }
    run(&mut command("apt-get update --quiet"))?;
    run(command(&install)
        .args(["--quiet", "--option", "DPkg::Lock::Timeout=300"])
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

fn install_node_packages() -> Result<()> {
    let modified = |file| fs::metadata(file).and_then(|file| file.modified());
    let installed = modified("e2e/node_modules/.package-lock.json");
    if installed.is_ok_and(|at| modified("e2e/package-lock.json").is_ok_and(|lock| at >= lock)) {
        return Ok(());
    }
    // The browser is Debian's.
    let mut npm = command("npm ci --no-audit --no-fund");
    run(npm
        .current_dir("e2e")
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}

fn on_path(program: &str) -> bool {
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}
