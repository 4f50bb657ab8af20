//! `cargo bench`: how long `kehu check` and `kehu audit` take, as a ratio to merely reading the same bytes.
//!
//! Times say more about the machine than about kehu; ratios travel. Every figure is a whole process with its output thrown away:
//! reading (this program again, `--read-all`), check and audit take turns, eleven times each, and the median counts.
//! A second table is of the commands that read one customer, in milliseconds: on the disk, and in memory (`/dev/shm`), where flushing
//! to the device costs nothing. `cargo bench --bench archive -- --one 10000` is that table alone.
//! `cargo bench --bench archive -- --git 10000` holds `kehu diff` against `git diff --stat`, see `git.rs`.
//! `cargo bench -- 500 5000` takes other sizes; `KEHU_BENCH_LARGE=1` means 1,000 and 10,000 customers;
//! `cargo bench --bench archive -- --write FOLDER 1000` leaves such an archive behind.
//! `KEHU_BENCH_FLOOR=PROGRAM` compares with a reader of your own, called as `PROGRAM ARCHIVE THREADS`: one in C that opens files
//! relative to their folder is about a tenth faster than the one here, so ratios against it are about a tenth higher.

#![expect(clippy::print_stdout, reason = "the table is what a benchmark is for")]
#![expect(clippy::disallowed_methods, reason = "a program of its own, with an environment of its own")]

mod generate;
mod git;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use generate::{Plan, Syntax};

/// How often each program runs; odd, so that there is a median.
const RUNS: usize = 11;
/// The day of judgement: the generated plans and reports are made for it.
const AS_OF: &str = "2026-07-08";
/// Where files are kept in memory.
const MEMORY: &str = "/dev/shm";
/// What a command that reads one customer may take, its flushes apart, in milliseconds.
const ONE_LIMIT: f64 = 15.0;
/// What `check` and `audit` may take at most, in readings of the same bytes: TOML, YAML, with faults.
const LIMITS: [(f64, f64); 3] = [(2.5, 3.0), (3.0, 3.5), (2.5, 3.0)];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let done = match args.first().map(String::as_str) {
        Some("--read-all") => read_all(&args[1..]),
        Some("--write") => write(&args[1..]),
        Some("--one") => one_customer_each(sizes(&args)),
        Some("--git") => git::compare(&sizes(&args)),
        _ => compare(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The numbers of customers that are measured.
fn sizes(args: &[String]) -> Vec<usize> {
    let said: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    match said.is_empty() {
        false => said,
        true if std::env::var_os("KEHU_BENCH_LARGE").is_some() => vec![1_000, 10_000],
        true => vec![1_000, 2_000],
    }
}

fn compare(args: &[String]) -> io::Result<()> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let sizes = sizes(args);
    println!("kehu against reading the same bytes; {threads} threads, median of {RUNS} alternating runs\n");
    println!("customers  archive        files     MiB   read ms  check ms  ratio  limit  audit ms  ratio  limit");
    for customers in sizes.iter().copied() {
        let kinds = [("TOML", Syntax::Toml, 0), ("YAML", Syntax::Yaml, 0), ("TOML, 5 % bad", Syntax::Toml, 20)];
        for ((name, syntax, broken_one_in), limit) in kinds.into_iter().zip(LIMITS) {
            measure(name, Plan { customers, syntax, broken_one_in }, limit, threads)?;
        }
    }
    one_customer_each(sizes)
}

/// Commands that read one customer, in archives of these sizes.
fn one_customer_each(sizes: Vec<usize>) -> io::Result<()> {
    println!("\none customer of an archive; median of {RUNS} runs, each of another customer; limit without flushing\n");
    println!("customers  command                on disk ms  in memory ms  limit");
    sizes.into_iter().try_for_each(one_customer)
}

/// A command that reads one customer: its name, and its words for the customer with this number.
type OneCommand = (&'static str, fn(usize) -> Vec<String>);

const ONE: [OneCommand; 4] = [
    ("show", |number| words(&["show", &id(number)])),
    ("add-contact", |number| {
        let person = ["--title", "总经理", "--role", "supporter", "--status", "neutral", "--ours", "y00003", "--source-level", "3"];
        [words(&["add-contact", &id(number), "欧阳新", "--mobile", "12900000000"]), words(&person)].concat()
    }),
    ("log", |number| {
        let report = ["--kind", "onsite", "--summary", "汇报施工准备", "--next-date", "2026-08-20", "--source-level", "3"];
        [words(&["log", &id(number), "r0"]), words(&report)].concat()
    }),
    ("add-contact --dry-run", |number| {
        let person = ["--title", "总经理", "--role", "supporter", "--status", "neutral", "--ours", "y00003", "--source-level", "3"];
        [words(&["add-contact", &id(number), "司徒新", "--dry-run"]), words(&person)].concat()
    }),
];

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn id(number: usize) -> String {
    format!("k{number:06}")
}

fn one_customer(customers: usize) -> io::Result<()> {
    let plan = Plan { customers: customers.max(RUNS + 1), syntax: Syntax::Toml, broken_one_in: 0 };
    let disk = tempfile::tempdir()?;
    generate::write(disk.path(), plan)?;
    let on_disk = one_customer_in(disk.path())?;
    let memory = Path::new(MEMORY).is_dir().then(|| tempfile::tempdir_in(MEMORY)).transpose()?;
    let in_memory = memory.map(|memory| generate::write(memory.path(), plan).and_then(|_| one_customer_in(memory.path()))).transpose()?;
    for (at, (name, _)) in ONE.iter().enumerate() {
        let memory = in_memory.map_or_else(|| "-".to_owned(), |times| format!("{:.1}", times[at]));
        println!("{customers:>9}  {name:<21}  {:>10.1}  {memory:>12}  {ONE_LIMIT:>5.1}", on_disk[at]);
    }
    Ok(())
}

/// How long each command takes, in milliseconds.
fn one_customer_in(archive: &Path) -> io::Result<[f64; ONE.len()]> {
    let mut times: [Vec<Duration>; ONE.len()] = Default::default();
    for round in 0..=RUNS {
        for (at, (name, line)) in ONE.iter().enumerate() {
            let mut said: Vec<OsString> = ["-C".into(), archive.into(), "--no-input".into(), "--me".into(), "y00003".into()].into();
            said.extend(["--as-of".into(), AS_OF.into(), "--quiet".into()]);
            said.extend(line(round).into_iter().map(OsString::from));
            let program = Program { path: env!("CARGO_BIN_EXE_kehu").into(), words: said, threads: 1 };
            let (time, status) = program.run()?;
            if status != 0 {
                return Err(io::Error::other(format!("{name}: {:?} ended with exit status {status}", program.words)));
            }
            if round > 0 {
                times[at].push(time);
            }
        }
    }
    Ok(times.map(median))
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

fn measure(name: &str, plan: Plan, limit: (f64, f64), threads: usize) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let size = generate::write(folder.path(), plan)?;
    let programs = [
        floor(folder.path(), threads)?,
        kehu(folder.path(), threads, &["check"]),
        kehu(folder.path(), threads, &["audit", "--as-of", AS_OF]),
    ];
    let mut times: [Vec<Duration>; 3] = Default::default();
    // The first round warms the file cache and is not counted.
    for round in 0..=RUNS {
        for (at, program) in programs.iter().enumerate() {
            let (time, status) = program.run()?;
            // A clean archive has no error in `check`: otherwise it is not reading and judging that is measured.
            let wanted = if at == 2 || plan.broken_one_in > 0 { [0, 1] } else { [0, 0] };
            if !wanted.contains(&status) {
                return Err(io::Error::other(format!("{name}: {:?} ended with exit status {status}", program.words)));
            }
            if round > 0 {
                times[at].push(time);
            }
        }
    }
    let [read, check, audit] = times.map(median);
    let mib = size.bytes as f64 / f64::from(1 << 20);
    let customers = plan.customers;
    println!(
        "{customers:>9}  {name:<13} {:>6}  {mib:>6.1}  {read:>8.1}  {check:>8.1}  {:>5.2}  {:>5.1}  {audit:>8.1}  {:>5.2}  {:>5.1}",
        size.files,
        check / read,
        limit.0,
        audit / read,
        limit.1,
    );
    Ok(())
}

struct Program {
    path: PathBuf,
    words: Vec<OsString>,
    threads: usize,
}

impl Program {
    /// How long it takes, and its exit status.
    fn run(&self) -> io::Result<(Duration, i32)> {
        let mut command = Command::new(&self.path);
        command.args(&self.words).env("RAYON_NUM_THREADS", self.threads.to_string()).stdin(Stdio::null()).stdout(Stdio::null());
        let begin = Instant::now();
        let status = command.status()?;
        Ok((begin.elapsed(), status.code().unwrap_or(-1)))
    }
}

fn floor(archive: &Path, threads: usize) -> io::Result<Program> {
    let own = std::env::var_os("KEHU_BENCH_FLOOR");
    let mut words: Vec<OsString> = if own.is_some() { Vec::new() } else { vec!["--read-all".into()] };
    words.extend([archive.into(), threads.to_string().into()]);
    Ok(Program { path: own.map_or_else(std::env::current_exe, |path| Ok(path.into()))?, words, threads })
}

fn kehu(archive: &Path, threads: usize, command: &[&str]) -> Program {
    let mut words: Vec<OsString> = vec!["-C".into(), archive.into()];
    words.extend(command.iter().map(OsString::from));
    words.extend(["--format".into(), "json".into()]);
    Program { path: env!("CARGO_BIN_EXE_kehu").into(), words, threads }
}

/// Leaves an archive behind, to look at or to profile with.
fn write(args: &[String]) -> io::Result<()> {
    let [folder, customers] = args else { return Err(io::Error::other("--write FOLDER CUSTOMERS")) };
    let customers = customers.parse().map_err(io::Error::other)?;
    let size = generate::write(Path::new(folder), Plan { customers, syntax: Syntax::Toml, broken_one_in: 0 })?;
    println!("{} files, {} bytes", size.files, size.bytes);
    Ok(())
}

/// Reads every file below `customers/` and does nothing with it, each thread its share of the folders.
fn read_all(args: &[String]) -> io::Result<()> {
    let [root, threads] = args else { return Err(io::Error::other("--read-all ARCHIVE THREADS")) };
    let threads = threads.parse().unwrap_or(1).max(1);
    let mut folders: Vec<PathBuf> =
        fs::read_dir(Path::new(root).join("customers"))?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    folders.sort();
    let share = folders.len().div_ceil(threads).max(1);
    let bytes: io::Result<u64> = thread::scope(|scope| {
        let readers: Vec<_> = folders.chunks(share).map(|folders| scope.spawn(move || read_folders(folders))).collect();
        readers.into_iter().map(|reader| reader.join().unwrap_or_else(|_| Err(io::Error::other("a reader broke down")))).sum()
    });
    println!("{} bytes", bytes?);
    Ok(())
}

fn read_folders(folders: &[PathBuf]) -> io::Result<u64> {
    let mut buffer = vec![0; 1 << 16];
    folders.iter().map(|folder| read_folder(folder, &mut buffer)).sum()
}

fn read_folder(folder: &Path, buffer: &mut [u8]) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            bytes += read_folder(&entry.path(), buffer)?;
            continue;
        }
        let mut file = File::open(entry.path())?;
        loop {
            let read = file.read(buffer)?;
            if read == 0 {
                break;
            }
            bytes += read as u64;
        }
    }
    Ok(bytes)
}
