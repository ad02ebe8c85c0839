//! The packages of a program: its own, and those of the standard library it imports, whose
//! supported part is written in Go (`std/*.go`) with natives where there is no body.

use crate::shake;
use crate::syntax::{Issue, ast, parse};
use crate::version::Version;
use runtime_core::source::Span;
use std::rc::Rc;

/// The supported packages with their source.
const STD: &[(&str, &str)] = &[
    ("bufio", include_str!("std/bufio.go")),
    ("bytes", include_str!("std/bytes.go")),
    ("cmp", include_str!("std/cmp.go")),
    ("container/heap", include_str!("std/heap.go")),
    ("container/list", include_str!("std/list.go")),
    ("container/ring", include_str!("std/ring.go")),
    ("context", include_str!("std/context.go")),
    ("crypto/md5", concat!(include_str!("std/md5.go"), include_str!("std/digest.go"))),
    ("crypto/sha1", concat!(include_str!("std/sha1.go"), include_str!("std/digest.go"))),
    ("crypto/sha256", concat!(include_str!("std/sha256.go"), include_str!("std/digest.go"))),
    ("encoding/base64", include_str!("std/base64.go")),
    ("encoding/hex", include_str!("std/hex.go")),
    ("encoding/json", concat!(include_str!("std/json.go"), include_str!("std/json_decode.go"))),
    ("errors", include_str!("std/errors.go")),
    ("flag", include_str!("std/flag.go")),
    ("fmt", concat!(include_str!("std/fmt.go"), include_str!("std/scan.go"))),
    ("golang.org/x/sync/errgroup", include_str!("std/errgroup.go")),
    ("golang.org/x/sync/semaphore", include_str!("std/semaphore.go")),
    ("golang.org/x/sync/singleflight", include_str!("std/singleflight.go")),
    ("golang.org/x/time/rate", include_str!("std/rate.go")),
    ("hash", include_str!("std/hash.go")),
    ("hash/crc32", include_str!("std/crc32.go")),
    ("hash/fnv", include_str!("std/fnv.go")),
    ("io", include_str!("std/io.go")),
    ("iter", include_str!("std/iter.go")),
    ("log", include_str!("std/log.go")),
    ("maps", include_str!("std/maps.go")),
    ("math", include_str!("std/math.go")),
    ("math/bits", include_str!("std/bits.go")),
    ("math/rand", concat!(include_str!("std/rand.go"), include_str!("std/rand_ziggurat.go"))),
    ("math/rand/v2", concat!(include_str!("std/rand_v2.go"), include_str!("std/rand_ziggurat.go"))),
    ("os", include_str!("std/os.go")),
    ("reflect", include_str!("std/reflect.go")),
    ("regexp", include_str!("std/regexp.go")),
    ("runtime", include_str!("std/runtime.go")),
    ("runtime/debug", include_str!("std/debug.go")),
    ("slices", include_str!("std/slices.go")),
    ("sort", include_str!("std/sort.go")),
    ("strconv", include_str!("std/strconv.go")),
    ("strings", include_str!("std/strings.go")),
    ("sync", include_str!("std/sync.go")),
    ("sync/atomic", include_str!("std/atomic.go")),
    ("text/tabwriter", include_str!("std/tabwriter.go")),
    ("time", concat!(include_str!("std/time.go"), include_str!("std/time_format.go"))),
    ("unicode", include_str!("std/unicode.go")),
    ("unicode/utf8", include_str!("std/utf8.go")),
    ("yieldpoint/sim", include_str!("std/sim.go")),
];

/// Packages that exist and are not simulated.
const KNOWN: &[&str] = &[
    "archive/zip",
    "compress/gzip",
    "crypto",
    "crypto/hmac",
    "crypto/rand",
    "crypto/sha512",
    "database/sql",
    "embed",
    "encoding",
    "encoding/binary",
    "encoding/csv",
    "encoding/gob",
    "encoding/xml",
    "expvar",
    "hash/maphash",
    "html",
    "html/template",
    "image",
    "io/fs",
    "io/ioutil",
    "log/slog",
    "math/big",
    "math/cmplx",
    "mime",
    "net",
    "net/http",
    "net/http/httptest",
    "net/http/pprof",
    "net/url",
    "os/exec",
    "os/signal",
    "os/user",
    "path",
    "path/filepath",
    "runtime/metrics",
    "runtime/pprof",
    "runtime/trace",
    "syscall",
    "testing",
    "testing/synctest",
    "text/template",
    "unicode/utf16",
    "unique",
    "unsafe",
    "weak",
];

/// Members that exist and are not simulated, with advice.
const MISSING: &[(&str, &str, &str)] = &[
    (
        "unicode",
        "Is In IsOneOf RangeTable Range16 Range32 Letter Digit Upper Lower Space Punct Han Latin Greek Cyrillic Hiragana Katakana SimpleFold SpecialCase",
        "use unicode.IsLetter and its kin",
    ),
    (
        "strconv",
        "UnquoteChar QuotedPrefix QuoteToGraphic QuoteRuneToGraphic AppendQuoteToASCII ParseComplex FormatComplex IsGraphic",
        "use Quote and Unquote",
    ),
    (
        "math",
        "Lgamma J0 J1 Jn Y0 Y1 Yn Erfinv Erfcinv Nextafter32",
        "write it with the functions that are there",
    ),
    ("math/bits", "Div32 Rem Rem32", "use / and %"),
    ("fmt", "Scanner ScanState", "read with fmt.Sscan or strconv"),
    (
        "os",
        "Open OpenFile Create CreateTemp ReadFile WriteFile ReadDir Remove RemoveAll Rename Mkdir MkdirAll MkdirTemp Stat Lstat Getwd Chdir Environ Setenv Unsetenv Hostname Getppid Getuid TempDir UserHomeDir Executable Pipe FileInfo FileMode DirEntry ErrNotExist ErrExist IsNotExist IsExist PathError Signal Interrupt Kill FindProcess",
        "there are no files and no environment here",
    ),
    ("time", "LoadLocation LoadLocationFromTZData ZoneBounds", "use time.UTC or time.FixedZone"),
    (
        "time",
        "MarshalJSON UnmarshalJSON MarshalText UnmarshalText MarshalBinary UnmarshalBinary GobEncode GobDecode AppendText AppendBinary",
        "use Format and Parse",
    ),
    (
        "runtime/debug",
        "SetMaxThreads SetMaxStack SetMemoryLimit SetPanicOnFault SetTraceback ReadGCStats GCStats ReadBuildInfo BuildInfo Module WriteHeapDump",
        "leave it out",
    ),
    (
        "sync/atomic",
        "LoadPointer StorePointer SwapPointer CompareAndSwapPointer",
        "use atomic.Pointer",
    ),
    (
        "runtime",
        "Callers CallersFrames SetFinalizer AddCleanup SetBlockProfileRate SetMutexProfileFraction",
        "leave it out",
    ),
    ("strings", "ToUpperSpecial ToLowerSpecial ToTitleSpecial", "use ToUpper, ToLower and ToTitle"),
    ("bytes", "ToUpperSpecial ToLowerSpecial ToTitleSpecial", "use ToUpper, ToLower and ToTitle"),
    ("math/rand", "Zipf NewZipf", "use NormFloat64 or ExpFloat64"),
    ("math/rand/v2", "Zipf NewZipf", "use NormFloat64 or ExpFloat64"),
    ("text/tabwriter", "FilterHTML StripEscape Escape", "leave the flag out"),
    (
        "reflect",
        "Select SelectCase MakeFunc StructOf FuncOf ChanOf MapOf SliceOf ArrayOf VisibleFields Swapper MakeChan Method MethodByName Call Convert Comparable Send Recv Pointer UnsafePointer",
        "write the call or the type itself",
    ),
    ("encoding/json", "Token Delim HTMLEscape InputOffset Buffered", "decode a whole value"),
    (
        "regexp",
        "CompilePOSIX MustCompilePOSIX Find FindAll FindIndex FindAllIndex FindSubmatch FindAllSubmatch ReplaceAll ReplaceAllFunc ReplaceAllLiteral LiteralPrefix Expand ExpandString MatchReader FindReaderIndex",
        "use the functions that take strings",
    ),
    ("crypto/sha256", "New224 Sum224 Size224", "use Sum256"),
    (
        "flag",
        "Func BoolFunc TextVar Uint64 Uint64Var UnquoteUsage Getter",
        "use the flag of another type",
    ),
    ("hash/fnv", "New128 New128a", "use New64a"),
    ("hash/crc32", "New NewIEEE", "use ChecksumIEEE or Update"),
    (
        "encoding/hex",
        "Dump Dumper NewEncoder NewDecoder AppendEncode AppendDecode",
        "use EncodeToString and DecodeString",
    ),
    (
        "encoding/base64",
        "NewEncoder NewDecoder AppendEncode AppendDecode Decode DecodedLen Strict",
        "use EncodeToString and DecodeString",
    ),
    ("io", "OffsetWriter NewOffsetWriter", "keep the offset yourself"),
];

/// A package.
pub struct Package {
    pub name: Rc<str>,
    pub path: Rc<str>,
    /// As in positions: `prog.go`.
    pub file_name: Rc<str>,
    pub source: Rc<str>,
    pub file: ast::File,
    pub imports: Vec<Resolved>,
    /// The version of the language, and the one that the program as a whole is compiled for.
    pub version: Version,
    pub lang: Version,
}

/// An import and what it stands for.
pub struct Resolved {
    pub name: Rc<str>,
    pub span: Span,
    pub path: Rc<str>,
    /// The index among the packages.
    pub package: usize,
}

impl Package {
    /// Whether it is the program's own.
    pub fn is_main(&self) -> bool {
        self.path.is_empty()
    }

    /// Line and column (in bytes) of byte `offset`, both from 1.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        line_column(&self.source, offset)
    }
}

/// Line and column (in bytes) of byte `offset`, both from 1.
pub fn line_column(source: &str, offset: u32) -> (u32, u32) {
    let before = &source.as_bytes()[..(offset as usize).min(source.len())];
    let line_start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
    (line as u32, (before.len() - line_start) as u32 + 1)
}

/// Advice for a member of a package that exists and is not simulated.
pub fn missing_member(path: &str, name: &str) -> Option<&'static str> {
    let row = MISSING
        .iter()
        .find(|(package, names, _)| *package == path && names.split(' ').any(|n| n == name));
    row.map(|(_, _, help)| *help)
}

/// Parses the program and what it imports. The program is last; its issues come back.
pub fn load(source: &str, file_name: &str, lang: Version) -> (Vec<Package>, Vec<Issue>) {
    let (file, mut issues) = parse(source, 0);
    let library = library(source, &file);
    let mut loader = Loader { packages: Vec::new(), library, next_id: file.exprs };
    let mut imports = Vec::new();
    if !issues.iter().any(Issue::is_final) {
        loader.package("runtime");
        if &*file.package.name != "main" && &*file.package.name != "_" {
            let message = format!("package {} is not a main package", file.package.name);
            let help = "a program is package main".into();
            issues.push(Issue { help, ..Issue::compile(file.package.span, message) });
        }
        imports = loader.resolve(&file, &mut issues);
    }
    let own = Package {
        name: file.package.name.clone(),
        path: "".into(),
        file_name: file_name.into(),
        source: source.into(),
        file,
        imports,
        version: lang.of_file(source),
        lang,
    };
    loader.packages.push(own);
    (loader.packages, issues)
}

/// The standard packages that a program needs, each with what it can reach of its source.
fn library(program: &str, file: &ast::File) -> Vec<(&'static str, Rc<str>)> {
    let mut paths: Vec<&'static str> = Vec::new();
    let mut sources = Vec::new();
    let mut work: Vec<&str> = file.imports.iter().map(|import| &*import.path).collect();
    work.push("runtime");
    while let Some(path) = work.pop() {
        let Some((path, source)) = STD.iter().find(|(known, _)| *known == path) else { continue };
        if !paths.contains(path) {
            paths.push(path);
            sources.push(*source);
            work.extend(shake::imports(source));
        }
    }
    let reached = shake::shake(program, &sources).into_iter().map(Rc::from);
    paths.into_iter().zip(reached).collect()
}

struct Loader {
    packages: Vec<Package>,
    library: Vec<(&'static str, Rc<str>)>,
    next_id: u32,
}

impl Loader {
    fn resolve(&mut self, file: &ast::File, issues: &mut Vec<Issue>) -> Vec<Resolved> {
        let mut resolved = Vec::new();
        for import in &file.imports {
            let found = self.package(&import.path);
            let Some(package) = found else {
                issues.push(unknown_import(import));
                continue;
            };
            let name = import
                .name
                .as_ref()
                .map_or(self.packages[package].name.clone(), |name| name.name.clone());
            match &*name {
                "_" => {}
                _ => resolved.push(Resolved {
                    name,
                    span: import.span,
                    path: import.path.clone(),
                    package,
                }),
            }
        }
        resolved
    }

    /// The index of the standard package `path`, loaded if it is new.
    fn package(&mut self, path: &str) -> Option<usize> {
        if let Some(known) = self.packages.iter().position(|package| &*package.path == path) {
            return Some(known);
        }
        let (path, source) = self.library.iter().find(|(known, _)| *known == path)?.clone();
        let (file, issues) = parse(&source, self.next_id);
        assert!(
            issues.is_empty(),
            "yieldpoint bug: std/{path}.go does not parse: {}",
            issues.len()
        );
        self.next_id = file.exprs;
        let imports = self.resolve(&file, &mut Vec::new());
        let name = file.package.name.clone();
        let file_name = format!("{path}.go").into();
        let newest = Version::NEWEST;
        self.packages.push(Package {
            name,
            path: path.into(),
            file_name,
            source,
            file,
            imports,
            version: newest,
            lang: newest,
        });
        Some(self.packages.len() - 1)
    }
}

fn unknown_import(import: &ast::Import) -> Issue {
    let path = &import.path;
    if KNOWN.contains(&&**path) {
        let simulated: Vec<&str> = STD.iter().map(|(path, _)| *path).collect();
        let help = format!("of the standard library there are {}", simulated.join(", "));
        return Issue::unsupported(
            import.span,
            format!("package {path} is not simulated yet"),
            help,
        );
    }
    Issue::compile(import.span, format!("package {path} is not in std"))
}
