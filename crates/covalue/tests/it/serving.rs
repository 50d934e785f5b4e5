//! `serve` and `demo`: starting, answering, stopping.

use std::io::{Read, Write};
use std::net::TcpStream;

use tempfile::tempdir;

use crate::running::{Server, covalue, get, port_of, rest, run};

#[test]
fn first_start_prints_a_code_and_where_to_enter_it_and_stops_when_asked() {
    let data = tempdir().unwrap();
    let serve = || {
        let mut command = covalue();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data.path());
        Server::start(&mut command)
    };
    let mut server = serve();
    let code = server.line();
    assert!(
        code.strip_prefix("One-time code: ")
            .is_some_and(|code| code.len() >= 8),
        "{code}"
    );
    let link = server.line();
    assert!(
        link.starts_with("Open http://localhost:") && link.ends_with("/set-up"),
        "{link}"
    );
    let page = get(&format!("127.0.0.1:{}", port_of(&link)), "/readyz");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    server.terminate();
    assert_eq!(server.ended(), (String::new(), Some(0)));
    // Every start shows a new code until one was used.
    let mut again = serve();
    assert_ne!(again.line(), code);
}

#[test]
fn request_under_way_is_answered_before_the_server_ends() {
    let data = tempdir().unwrap();
    let mut command = covalue();
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data.path());
    let mut server = Server::start(&mut command);
    server.line();
    let port = port_of(&server.line());
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    // The server asks for the body: the request is under way.
    let mut asked = [0; 12];
    stream.read_exact(&mut asked).unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100");
    server.terminate();
    server.wait_for_log("stopping");
    assert!(server.is_running());
    stream.write_all(b"email=a").unwrap();
    let answer = rest(stream);
    assert!(answer.contains("\r\n\r\nHTTP/1.1 "), "{answer}");
    assert_eq!(server.ended(), (String::new(), Some(0)));
}

#[test]
fn demo_prints_one_link_answers_on_both_loopbacks_and_leaves_nothing_behind() {
    let temporary = tempdir().unwrap();
    let mut command = covalue();
    command
        .args(["demo", "--listen", "127.0.0.1:0"])
        .env("TMPDIR", temporary.path());
    let mut server = Server::start(&mut command);
    let link = server.line();
    let port = port_of(&link);
    let path = link.split(&port.to_string()).nth(1).unwrap();
    let page = get(&format!("127.0.0.1:{port}"), path);
    assert!(
        page.starts_with("HTTP/1.1 303") && page.contains("/sign-in?back=/r/"),
        "{page}"
    );
    let people = get(
        &format!("127.0.0.1:{port}"),
        &format!("/sign-in?back={path}"),
    );
    assert_eq!(people.matches("name=\"person\"").count(), 6);
    if std::net::TcpListener::bind("[::1]:0").is_ok() {
        let page = get(&format!("[::1]:{port}"), "/healthz");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    }
    server.terminate();
    assert_eq!(server.ended(), (String::new(), Some(0)));
    assert_eq!(std::fs::read_dir(temporary.path()).unwrap().count(), 0);
}

#[test]
fn data_removed_from_under_a_server_is_noticed_and_no_second_server_starts_there() {
    let data = tempdir().unwrap();
    let serve = || {
        let mut command = covalue();
        command
            .args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(data.path());
        command
    };
    let mut server = Server::start(&mut serve());
    let link = server.line();
    let address = format!("127.0.0.1:{}", port_of(&link));
    let people = get(&address, "/sign-in");
    let person = people.split("name=\"person\" value=\"").nth(1).unwrap();
    let person = person.split('"').next().unwrap().to_owned();
    let becomes = || {
        let body = format!("person={person}");
        let mut stream = TcpStream::connect(&address).unwrap();
        let head = "POST /demo/person HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Origin: http://localhost\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length:";
        write!(stream, "{head} {}\r\n\r\n{body}", body.len()).unwrap();
        rest(stream)
    };
    assert!(becomes().starts_with("HTTP/1.1 303"));
    assert!(get(&address, "/readyz").starts_with("HTTP/1.1 200"));
    for file in std::fs::read_dir(data.path()).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    assert!(get(&address, "/readyz").starts_with("HTTP/1.1 503"));
    assert!(get(&address, "/healthz").starts_with("HTTP/1.1 200"));
    let refused = becomes();
    assert!(refused.starts_with("HTTP/1.1 503"), "{refused}");
    assert!(
        refused.contains("removed or replaced while it runs"),
        "{refused}"
    );
    let second = serve().output().unwrap();
    assert!(!second.status.success());
    let complaint = String::from_utf8(second.stderr).unwrap();
    assert!(
        complaint.contains("in use by another process"),
        "{complaint}"
    );
    // Stopped, it lets go, and the place can be used.
    server.terminate();
    server.ended();
    let mut again = Server::start(&mut serve());
    assert!(
        get(&format!("127.0.0.1:{}", port_of(&again.line())), "/readyz")
            .starts_with("HTTP/1.1 200")
    );
}

#[test]
fn demo_lets_nobody_in_from_elsewhere() {
    let refused = run(&["demo", "--listen", "0.0.0.0:0"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn command_line_goes_before_environment_and_environment_before_file() {
    let data = tempdir().unwrap();
    let file = data.path().join("covalue.toml");
    std::fs::write(
        &file,
        "listen = ['127.0.0.1:0']\npublic-url = 'https://file.example'\nlog = 'error'\n",
    )
    .unwrap();
    let printed = |environment: Option<&str>, flag: Option<&str>| {
        let mut command = covalue();
        command
            .arg("serve")
            .arg("--config")
            .arg(&file)
            .arg("--data")
            .arg(data.path());
        if let Some(url) = environment {
            command.env("COVALUE_PUBLIC_URL", url);
        }
        if let Some(url) = flag {
            command.args(["--public-url", url]);
        }
        let mut server = Server::start(&mut command);
        server.line();
        server.line()
    };
    assert_eq!(printed(None, None), "Open https://file.example/set-up");
    let environment = Some("https://environment.example");
    assert_eq!(
        printed(environment, None),
        "Open https://environment.example/set-up"
    );
    let flag = Some("https://flag.example");
    assert_eq!(
        printed(environment, flag),
        "Open https://flag.example/set-up"
    );
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    let data = tempdir().unwrap();
    let file = data.path().join("covalue.toml");
    std::fs::write(&file, "lisen = ['127.0.0.1:0']").unwrap();
    let refused = |arguments: &[&str], about: &str| {
        let output = covalue()
            .arg("serve")
            .args(arguments)
            .arg("--data")
            .arg(data.path())
            .output();
        let output = output.unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{complaint}");
        assert!(complaint.contains(about), "{complaint}");
    };
    refused(&["--config", file.to_str().unwrap()], "lisen");
    refused(&["--public-url", "http://value.example.org"], "public-url");
    refused(&["--smtp-url", "smtp://localhost"], "smtp-from");
    refused(
        &["--smtp-url", "nonsense", "--smtp-from", "a@b.example"],
        "smtp-url",
    );
    refused(&["--log", "a=b=c"], "log");
}

#[test]
fn a_log_that_goes_to_a_file_holds_no_colours() {
    let data = tempdir().unwrap();
    let path = data.path().join("log");
    for format in ["human", "json"] {
        let file = std::fs::File::create(&path).unwrap();
        let mut command = covalue();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "debug"])
            .args(["--log-format", format, "--data"])
            .arg(data.path())
            .stdout(std::process::Stdio::piped())
            .stderr(file);
        let mut child = command.spawn().unwrap();
        let mut printed = String::new();
        let mut out = std::io::BufReader::new(child.stdout.take().unwrap());
        std::io::BufRead::read_line(&mut out, &mut printed).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let log = std::fs::read_to_string(&path).unwrap();
        assert!(log.contains("listening"), "{log}");
        assert!(!log.contains('\u{1b}'), "{log:?}");
    }
}
