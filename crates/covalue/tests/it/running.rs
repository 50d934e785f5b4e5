//! Starting the binary, and what it printed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

/// The binary, with no setting of whoever runs the tests.
pub fn covalue() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_covalue"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("COVALUE_")) {
        command.env_remove(name);
    }
    command
}

/// Runs to the end.
pub fn run(arguments: &[&str]) -> Output {
    covalue().args(arguments).output().unwrap()
}

/// Runs on the data of a directory, to the end, which must be `code`; gives what was printed.
pub fn on(data: &Path, arguments: &[&str], code: i32) -> String {
    let output = covalue()
        .args(arguments)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        output.status.code(),
        Some(code),
        "{arguments:?}: {printed}{complaint}"
    );
    printed
}

/// A server that runs; killed when a test ends early.
pub struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Server {
    /// Starts it.
    pub fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self { child, out }
    }

    /// The next line it prints.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "it ended: {}", self.complaint());
        line.trim_end().to_owned()
    }

    /// The rest of what it prints, and whether it stopped well.
    pub fn ended(mut self) -> (String, Option<i32>) {
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        let status = self.child.wait().unwrap();
        (rest, status.code())
    }

    /// Asks it to stop, as an init system does.
    pub fn terminate(&self) {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &pid])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Waits until the log says so.
    pub fn wait_for_log(&mut self, what: &str) {
        let log = BufReader::new(self.child.stderr.as_mut().unwrap());
        assert!(
            log.lines().any(|line| line.unwrap().contains(what)),
            "it ended without {what}"
        );
    }

    /// Whether it has not ended yet.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    fn complaint(&mut self) -> String {
        let mut complaint = String::new();
        let _ = self.child.wait();
        if let Some(mut err) = self.child.stderr.take() {
            let _ = err.read_to_string(&mut complaint);
        }
        complaint
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The answer to a plain request: status line, headers and body.
pub fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    rest(stream)
}

/// All that comes until the other side closes.
pub fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// The port of a printed link.
pub fn port_of(line: &str) -> u16 {
    let rest = line.split("localhost:").nth(1).unwrap();
    rest.split('/').next().unwrap().parse().unwrap()
}
