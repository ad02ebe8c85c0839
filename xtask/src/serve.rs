//! Serves the built site on this machine, as a static host would.
//!
//! A sub-path can be set in front of everything, because the site has to work below any: what
//! lies outside of it is not found.

use crate::build;
use anyhow::{Context, Result, anyhow};
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::thread::{self, JoinHandle};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeader;

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

/// `cargo xtask serve`.
pub fn command(root: &Path, options: &Options) -> Result<()> {
    if !options.no_build {
        build::command(root)?;
    }
    let running = start(&root.join("dist"), &options.base, options.port)?;
    println!("\nYieldpoint is at {}   (Ctrl-C stops it)", running.url);
    running.thread.join().map_err(|_| anyhow!("the server panicked"))?
}

/// A server that answers until the program ends.
pub struct Running {
    /// Address of the site's first page.
    pub url: String,
    thread: JoinHandle<Result<()>>,
}

/// Starts to serve `folder` below the path `base`, at `port` of this machine only.
pub fn start(folder: &Path, base: &str, port: u16) -> Result<Running> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .with_context(|| format!("port {port} is not free; --port takes another"))?;
    listener.set_nonblocking(true)?;
    let base = with_slashes(base);
    let url = format!("http://{}{base}", listener.local_addr()?);
    let router = router(folder, &base);
    Ok(Running { url, thread: thread::spawn(|| answer(listener, router)) })
}

fn answer(listener: TcpListener, router: Router) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        Ok(axum::serve(listener, router).await?)
    })
}

/// The files of `folder`, never kept by the browser without asking: the next build changes them.
fn router(folder: &Path, base: &str) -> Router {
    let no_cache = HeaderValue::from_static("no-cache");
    let files = ServeDir::new(folder).precompressed_br();
    let files = files.redirect_path_prefix(base.trim_end_matches('/'));
    let files = SetResponseHeader::overriding(files, CACHE_CONTROL, no_cache);
    match base {
        "/" => Router::new().fallback_service(files),
        _ => Router::new().nest_service(base, files),
    }
}

/// `/a/b/` for `a/b`; `/` for nothing.
fn with_slashes(base: &str) -> String {
    match base.trim_matches('/') {
        "" => "/".into(),
        inner => format!("/{inner}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    /// The status line and the headers of an answer.
    fn get(running: &Running, path: &str) -> String {
        let address = running.url.trim_start_matches("http://").split('/').next().unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.to_lowercase()
    }

    fn serve(base: &str) -> Running {
        start(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), base, 0).unwrap()
    }

    #[test]
    fn a_file_is_found_below_the_base_only() {
        let running = serve("a/b");
        assert!(running.url.ends_with("/a/b/"));
        let found = get(&running, "/a/b/main.rs?x=1");
        assert!(found.starts_with("http/1.1 200") && found.contains("cache-control: no-cache"));
        assert!(get(&running, "/main.rs").starts_with("http/1.1 404"));
        assert!(get(&serve("/"), "/main.rs").starts_with("http/1.1 200"));
    }

    #[test]
    fn a_folder_gets_its_slash() {
        let found = get(&serve("/a/"), "/a/tidy");
        assert!(
            found.starts_with("http/1.1 307") && found.contains("location: /a/tidy/"),
            "{found}"
        );
    }

    #[test]
    fn nothing_outside_of_the_folder_is_served() {
        for path in
            ["/../Cargo.toml", "/tidy/../../Cargo.toml", "//etc/passwd", "/%2e%2e/Cargo.toml"]
        {
            assert!(!get(&serve("/"), path).starts_with("http/1.1 200"), "{path}");
        }
    }
}
