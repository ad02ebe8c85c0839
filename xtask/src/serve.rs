//! Serves the built site on this machine, as a static host would.
//!
//! A sub-path can be set in front of everything, because the site has to work below any: what
//! lies outside of it is not found.

use crate::build;
use anyhow::{Result, anyhow};
use std::fs::File;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use tiny_http::{Header, Request, Response, Server};

/// Options of `cargo xtask serve`.
#[derive(clap::Args)]
pub struct Options {
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// Path below which the site lies
    #[arg(long, default_value = "/")]
    base: String,
    /// Serve dist/ as it is
    #[arg(long)]
    no_build: bool,
}

/// Threads that answer: a page asks for several files at once.
const THREADS: usize = 4;

/// `cargo xtask serve`.
pub fn command(root: &Path, options: &Options) -> Result<()> {
    if !options.no_build {
        build::command(root)?;
    }
    let site = Site::new(&root.join("dist"), &options.base);
    let running = start(site, options.port)?;
    println!("\nYieldpoint is at {}   (Ctrl-C stops it)", running.url);
    for thread in running.threads {
        thread.join().map_err(|_| anyhow!("a server thread panicked"))?;
    }
    Ok(())
}

/// A server that answers until the program ends.
pub struct Running {
    /// Address of the site's first page.
    pub url: String,
    threads: Vec<thread::JoinHandle<()>>,
}

/// Starts to serve `site` at `port` of this machine only.
pub fn start(site: Site, port: u16) -> Result<Running> {
    let server =
        Server::http(("127.0.0.1", port)).map_err(|error| anyhow!("port {port}: {error}"))?;
    let address = server.server_addr();
    let url = format!("http://{address}{}", site.base);
    let shared = Arc::new((server, site));
    let threads = (0..THREADS).map(|_| answering_thread(shared.clone())).collect();
    Ok(Running { url, threads })
}

fn answering_thread(shared: Arc<(Server, Site)>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let (server, site) = &*shared;
        while let Ok(request) = server.recv() {
            // A browser that closed the connection early is no error of ours.
            let _ = answer(site, request);
        }
    })
}

fn answer(site: &Site, request: Request) -> std::io::Result<()> {
    match site.find(request.url()) {
        Found::File(path) => {
            let response = Response::from_file(File::open(&path)?);
            let response = response.with_header(header("Content-Type", content_type(&path)));
            request.respond(response.with_header(header("Cache-Control", "no-cache")))
        }
        Found::Elsewhere(place) => {
            let response = Response::empty(302).with_header(header("Location", &place));
            request.respond(response)
        }
        Found::Nothing => {
            request.respond(Response::from_string("Not found\n").with_status_code(404))
        }
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("yieldpoint bug: a header that is not ASCII")
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A folder of files below a path.
pub struct Site {
    folder: PathBuf,
    /// Begins and ends with a slash.
    base: String,
}

/// What a request leads to.
#[derive(PartialEq, Debug)]
enum Found {
    File(PathBuf),
    /// A folder was asked for without its last slash; relative links need it.
    Elsewhere(String),
    Nothing,
}

impl Site {
    /// The files of `folder` below the path `base`.
    pub fn new(folder: &Path, base: &str) -> Site {
        let inner = base.trim_matches('/');
        let base = if inner.is_empty() { "/".into() } else { format!("/{inner}/") };
        Site { folder: folder.into(), base }
    }

    fn find(&self, url: &str) -> Found {
        let path = url.split(['?', '#']).next().unwrap_or("");
        let Some(inner) = path.strip_prefix(&self.base) else { return self.outside(path) };
        let Some(relative) = plain_path(inner) else { return Found::Nothing };
        let file = self.folder.join(relative);
        match (file.is_dir(), path.ends_with('/')) {
            (true, true) => existing(file.join("index.html")),
            (true, false) => Found::Elsewhere(format!("{path}/")),
            (false, _) => existing(file),
        }
    }

    /// The base without its last slash leads to the site; nothing else out there does.
    fn outside(&self, path: &str) -> Found {
        match self.base.strip_suffix('/') {
            Some(base) if base == path => Found::Elsewhere(self.base.clone()),
            _ => Found::Nothing,
        }
    }
}

fn existing(file: PathBuf) -> Found {
    if file.is_file() { Found::File(file) } else { Found::Nothing }
}

/// The path `text` if it stays inside of the folder. The site's own file names need no escapes.
fn plain_path(text: &str) -> Option<&Path> {
    let path = Path::new(text);
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(base: &str) -> Site {
        Site::new(Path::new(env!("CARGO_MANIFEST_DIR")), base)
    }

    fn file(name: &str) -> Found {
        Found::File(Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
    }

    #[test]
    fn a_file_is_found_below_the_base_only() {
        assert_eq!(site("/").find("/src/main.rs?x=1"), file("src/main.rs"));
        assert_eq!(site("a/b").find("/a/b/src/main.rs"), file("src/main.rs"));
        assert_eq!(site("/a/b/").find("/src/main.rs"), Found::Nothing);
    }

    #[test]
    fn a_folder_gets_its_slash() {
        assert_eq!(site("/").find("/src"), Found::Elsewhere("/src/".into()));
        assert_eq!(site("/a/").find("/a"), Found::Elsewhere("/a/".into()));
    }

    #[test]
    fn nothing_outside_of_the_folder_is_served() {
        assert_eq!(site("/").find("/../Cargo.toml"), Found::Nothing);
        assert_eq!(site("/").find("/src/../../Cargo.toml"), Found::Nothing);
        assert_eq!(site("/").find("//etc/passwd"), Found::Nothing);
    }
}
