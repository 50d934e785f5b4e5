//! Programs as others write them: clients generated from the API's description, the nightly script by each
//! of them, and requests made up from the description by a tool that looks for what it does not say.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result, ensure};

use super::world::{Folder, Server, Table, covalue, free_port};
use super::{Bound, figure};
use crate::process::{command, run, run_to_end};

/// Where the scripts are that these drills run, and which packages they need.
const SCRIPTS: &str = "e2e/programs";
/// Where the packages are installed: once for each list of them.
const INSTALLED: &str = "target/programs";
/// How long made-up requests go on at the most. They are the same ones each time, and take a fifth of it: whatever takes
/// longer hangs.
const MOST_TIME: Duration = Duration::from_secs(400);

/// Where what people say is sent to.
const COMMANDS: &str = "/api/v1/relationships/{relationship}/commands";

/// Tools of others, from PyPI and npm.
struct Tools {
    folder: PathBuf,
}

impl Tools {
    fn ready() -> Result<Self> {
        fs::create_dir_all(INSTALLED)?;
        let tools = Self {
            folder: fs::canonicalize(INSTALLED)?,
        };
        tools.once("requirements.txt", || {
            let python = tools.folder.join("python");
            run(command("python3 -m venv --clear").arg(&python))?;
            run(Command::new(python.join("bin/pip"))
                .args(["install", "--quiet", "--requirement"])
                .arg(Path::new(SCRIPTS).join("requirements.txt")))
        })?;
        tools.once("package-lock.json", || {
            for file in ["package.json", "package-lock.json"] {
                fs::copy(Path::new(SCRIPTS).join(file), tools.folder.join(file))?;
            }
            run(command("npm ci --no-audit --no-fund").current_dir(&tools.folder))
        })?;
        Ok(tools)
    }

    /// Installs what a list says, unless that very list was installed already.
    fn once(&self, list: &str, install: impl FnOnce() -> Result<()>) -> Result<()> {
        let wanted = fs::read_to_string(Path::new(SCRIPTS).join(list))?;
        let done = self.folder.join(format!("{list}.installed"));
        if fs::read_to_string(&done).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        install()?;
        Ok(fs::write(done, wanted)?)
    }

    /// A program of the Python packages; the formatter that one of them calls is beside it.
    fn python(&self, program: &str) -> Result<Command> {
        let programs = self.folder.join("python/bin");
        let mut command = Command::new(programs.join(program));
        let rest = env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(programs).chain(env::split_paths(&rest));
        command.env("PATH", env::join_paths(paths)?);
        Ok(command)
    }
}

/// A running server, and a program's way in.
struct Desk {
    folder: Folder,
    server: Server,
    token: String,
}

impl Desk {
    fn open() -> Result<Self> {
        let folder = Folder::new()?;
        let (data, log) = (folder.0.join("data"), folder.0.join("log"));
        let table = Table::in_folder(&data, &log)?;
        let port = free_port()?;
        let mut serve = covalue();
        serve
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(&data);
        let server = Server::start(&mut serve, port, &log)?;
        let token = table.person(0).token(server.port)?;
        Ok(Self {
            folder,
            server,
            token,
        })
    }

    fn address(&self) -> String {
        format!("http://localhost:{}", self.server.port)
    }

    fn description(&self) -> String {
        format!("{}/api/v1/openapi.json", self.address())
    }

    /// The command, told where the server is and how to come in.
    fn for_program(&self, mut command: Command) -> Command {
        command.env("COVALUE_URL", self.address());
        command.env("COVALUE_TOKEN", &self.token);
        command
    }
}

/// Both clients are generated without a warning, and the nightly script does its work by each, twice: the
/// second time it finds its words said already.
pub fn clients(_: &Bound) -> Result<()> {
    let (tools, desk) = (Tools::ready()?, Desk::open()?);
    let python = desk.folder.0.join("python");
    run(tools
        .python("openapi-python-client")?
        .args([
            "generate",
            "--fail-on-warning",
            "--url",
            &desk.description(),
        ])
        .arg("--output-path")
        .arg(&python))?;
    let mut nightly = desk.for_program(tools.python("python")?);
    nightly
        .arg(Path::new(SCRIPTS).join("nightly.py"))
        .env("PYTHONPATH", &python)
        .env("POSITION", desk.folder.0.join("position.python"));
    twice(&mut nightly)?;

    // It stands beside its packages: their generator looks for the compiler's settings above itself.
    let typescript = &tools.folder;
    for made in ["client", "built"] {
        let _ = fs::remove_dir_all(typescript.join(made));
    }
    for file in ["nightly.ts", "node.d.ts", "tsconfig.json"] {
        fs::copy(Path::new(SCRIPTS).join(file), typescript.join(file))?;
    }
    let installed = |program: &str| {
        let mut command = Command::new(typescript.join("node_modules/.bin").join(program));
        command.current_dir(typescript);
        command
    };
    let generated = installed("openapi-ts")
        .args(["--client", "@hey-api/client-fetch", "--output", "client"])
        .args(["--input", &desk.description()])
        .output()?;
    let said = [generated.stdout, generated.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    println!("{said}");
    ensure!(
        generated.status.success() && !said.to_lowercase().contains("warn"),
        "the client in TypeScript was not generated cleanly"
    );
    run(installed("tsc").args(["--project", "tsconfig.json"]))?;
    let mut nightly = desk.for_program(Command::new("node"));
    nightly
        .arg("built/nightly.js")
        .current_dir(typescript)
        .env("POSITION", desk.folder.0.join("position.typescript"));
    twice(&mut nightly)?;
    figure("generated clients, and warnings", "2, 0", "2, 0");
    desk.server.stop()?;
    Ok(())
}

fn twice(nightly: &mut Command) -> Result<()> {
    run(nightly.env("NIGHT", "first"))?;
    run(nightly.env("NIGHT", "again"))
}

/// Requests made up from the description, with ids of what is there: none is answered with a failure of the
/// server, or with what the description does not say.
pub fn schemathesis(_: &Bound) -> Result<()> {
    let (tools, desk) = (Tools::ready()?, Desk::open()?);
    let description = desk.folder.0.join("openapi.json");
    run(desk
        .for_program(tools.python("python")?)
        .arg(Path::new(SCRIPTS).join("real_ids.py"))
        .arg(&description))?;
    let begun = Instant::now();
    let share = |methods: &str, paths: &str| {
        let mut made_up = Command::new("timeout");
        made_up
            .arg(MOST_TIME.as_secs().to_string())
            .arg(tools.folder.join("python/bin/schemathesis"))
            .arg("--config-file")
            .arg(fs::canonicalize(SCRIPTS)?.join("schemathesis.toml"))
            .arg("run")
            .arg(&description)
            .args(["--url", &desk.address()])
            .args([methods, "GET", paths, COMMANDS])
            .arg("--header")
            .arg(format!("Authorization: Bearer {}", desk.token))
            // It leaves notes where it runs.
            .current_dir(&desk.folder.0);
        run_to_end(&mut made_up)
    };
    // What is read and what is said as commands takes about as long as the rest.
    let fine = thread::scope(|scope| {
        let most = scope.spawn(|| share("--include-method", "--include-path"));
        let rest = share("--exclude-method", "--exclude-path")?;
        Ok::<_, Error>(most.join().expect("a share's thread")? && rest)
    })?;
    ensure!(
        fine,
        "something was answered that the description does not say"
    );
    let log = fs::read_to_string(desk.folder.0.join("log")).context("no log")?;
    ensure!(
        !log.contains("is not as documented") && !log.contains("panicked"),
        "the server complained:\n{log}"
    );
    figure(
        "requests made up from the description",
        &format!("{} s, all answered as described", begun.elapsed().as_secs()),
        "no failure, nothing undescribed",
    );
    desk.server.stop()?;
    Ok(())
}
