//! `cargo bench --bench archive -- --git 10000`: how long `kehu diff` takes, as a ratio to `git diff --stat` of the same two commits, and what a commit waits for
//! `kehu check --staged`. A tenth of the customers differ, each in its key people and its plan.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use crate::generate::{self, Plan, Syntax};
use crate::{AS_OF, Program, RUNS, median, words};

/// What `diff` may take at most, in `git diff --stat` of the same range.
const DIFF_LIMIT: f64 = 3.0;
/// What `check --staged` may take, in milliseconds, when little is staged.
const STAGED_LIMIT: f64 = 100.0;

/// Measures archives of these sizes.
pub(crate) fn compare(sizes: &[usize]) -> io::Result<()> {
    println!("kehu against git, the repository packed; median of {RUNS} alternating runs\n");
    println!("customers  differ  git diff --stat ms  kehu diff ms  ratio  limit  check --staged ms  limit  audit ms  --no-history ms");
    sizes.iter().try_for_each(|customers| measure(*customers))
}

fn measure(customers: usize) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    generate::write(root, Plan { customers, syntax: Syntax::Toml, broken_one_in: 0 })?;
    git(root, &["init", "--quiet"])?;
    commit(root)?;
    let differ = (customers / 10).max(1);
    for number in 0..differ {
        let folder = root.join("customers").join(crate::id(number));
        replace(&folder.join("key-people.toml"), "status = \"neutral\"", "status = \"positive\"")?;
        for plan in fs::read_dir(folder.join("plans"))? {
            let path = plan?.path();
            for rate in WIN_RATES {
                replace(&path, &format!("win_rate = {rate}"), &format!("win_rate = {}", rate + 1))?;
            }
        }
    }
    commit(root)?;
    git(root, &["gc", "--quiet"])?;
    replace(&root.join("customers").join(crate::id(0)).join("key-people.toml"), "\n", "\n# 注\n")?;
    git(root, &["add", "-A"])?;
    let ours = |more: &[&str]| Program {
        path: env!("CARGO_BIN_EXE_kehu").into(),
        words: ["-C".into(), root.into()].into_iter().chain(words(more).into_iter().map(Into::into)).collect(),
        threads: 2,
    };
    let audit = ["audit", "--as-of", "2999-12-31", "--format", "json"];
    let programs = [
        Program { path: "git".into(), words: ["-C".into(), root.into()].into_iter().chain(STAT.map(Into::into)).collect(), threads: 1 },
        ours(&["diff", "HEAD~1..HEAD", "--as-of", AS_OF]),
        ours(&["check", "--staged"]),
        ours(&audit),
        ours(&[&audit[..], &["--no-history"]].concat()),
    ];
    let mut times: [Vec<Duration>; 5] = Default::default();
    // The first round warms the file cache and is not counted.
    for round in 0..=RUNS {
        for (at, program) in programs.iter().enumerate() {
            let (time, status) = program.run()?;
            if !(0..=i32::from(at > 2)).contains(&status) {
                return Err(io::Error::other(format!("{:?} ended with exit status {status}", program.words)));
            }
            if round > 0 {
                times[at].push(time);
            }
        }
    }
    let [stat, diff, staged, audit, without] = times.map(median);
    println!(
        "{customers:>9}  {differ:>6}  {stat:>18.1}  {diff:>12.1}  {:>5.2}  {DIFF_LIMIT:>5.1}  {staged:>17.1}  {STAGED_LIMIT:>5.0}  {audit:>8.1}  {without:>15.1}",
        diff / stat,
    );
    Ok(())
}

/// Those of the generated plans.
const WIN_RATES: [u8; 5] = [25, 40, 50, 65, 75];

const STAT: [&str; 4] = ["diff", "--stat", "HEAD~1", "HEAD"];

fn replace(path: &Path, from: &str, to: &str) -> io::Result<()> {
    let text = fs::read_to_string(path)?;
    fs::write(path, text.replacen(from, to, 1))
}

fn commit(root: &Path) -> io::Result<()> {
    git(root, &["add", "-A"])?;
    let who = ["-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false"];
    git(root, &[&who[..], &["commit", "--quiet", "--no-verify", "-m", "x"]].concat())
}

fn git(root: &Path, words: &[&str]) -> io::Result<()> {
    let status = std::process::Command::new("git").arg("-C").arg(root).args(words).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("git {words:?}: {status}"))) }
}
