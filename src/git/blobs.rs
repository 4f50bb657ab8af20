//! Contents by their names (`cat-file --batch`): many of them from one program.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::{Fault, git, read, reading};
use crate::source::limits;

/// So many bytes are kept of one content: one more than is read, so that who reads it says that it is too large.
const MOST: u64 = limits::MAX_BYTES as u64 + 1;

/// So much is read at once.
const BUFFER: usize = 256 * 1024;

/// The contents of these objects in their order, by one process; none for one that is not there or larger than what is read.
///
/// # Errors
/// When git cannot be run.
pub fn contents(root: &Path, names: &[String]) -> Result<Vec<Option<Vec<u8>>>, Fault> {
    let small = |bytes: &Vec<u8>| bytes.len() <= limits::MAX_BYTES;
    Ok(answers(root, names)?.into_iter().map(|bytes| bytes.filter(small)).collect())
}

/// The contents of these objects by their names, without those that are not there. What is larger than what is read is cut off behind that.
///
/// # Errors
/// When git cannot be run.
pub fn named<'n>(root: &Path, names: impl IntoIterator<Item = &'n str>) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let names: BTreeSet<&str> = names.into_iter().collect();
    let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let found = answers(root, &names)?;
    Ok(names.into_iter().zip(found).filter_map(|(name, bytes)| Some((name, bytes?))).collect())
}

fn answers(root: &Path, names: &[String]) -> Result<Vec<Option<Vec<u8>>>, Fault> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let (mut child, input, output) = start(root, &["cat-file", "--batch", "--buffer"])?;
    let mut out = Vec::with_capacity(names.len());
    std::thread::scope(|scope| {
        // Written by another thread: git answers while it is asked. Who ends without reading says why.
        scope.spawn(move || ask(input, names));
        let mut output = BufReader::with_capacity(BUFFER, output);
        for _ in names {
            out.push(answer(&mut output).ok()?);
        }
        Some(())
    });
    let done = child.wait().map_err(|_| Fault::NoGit)?;
    if out.len() == names.len() && done.success() { Ok(out) } else { Err(failed(root)) }
}

fn start(root: &Path, args: &[&str]) -> Result<(Child, ChildStdin, ChildStdout), Fault> {
    let mut command = git(root, args);
    reading(&mut command).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| Fault::NoGit)?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    input.zip(output).map(|(input, output)| (child, input, output)).ok_or(Fault::NoGit)
}

fn ask(mut input: impl Write, names: &[String]) -> std::io::Result<()> {
    let mut list = String::new();
    for name in names {
        // A line break would be a second question.
        list.push_str(if name.contains('\n') { "-" } else { name });
        list.push('\n');
    }
    input.write_all(list.as_bytes())?;
    input.flush()
}

/// In its own words: the same question where it has something to say.
fn failed(root: &Path) -> Fault {
    read(root, &["rev-parse", "--git-dir"]).err().unwrap_or_else(|| Fault::Said("git cat-file --batch".to_owned()))
}

/// `<hash> blob <size>`, the bytes and a line break; or `<name> missing`.
fn answer(output: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut head = Vec::new();
    if output.read_until(b'\n', &mut head)? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let head = String::from_utf8_lossy(&head);
    let mut words = head.trim_end().rsplit(' ');
    let Some(size) = words.next().and_then(|word| word.parse::<u64>().ok()) else { return Ok(None) };
    let kept = if words.next() == Some("blob") { size.min(MOST) } else { 0 };
    let mut bytes = Vec::with_capacity(usize::try_from(kept).unwrap_or_default());
    output.by_ref().take(kept).read_to_end(&mut bytes)?;
    let rest = size + 1 - kept;
    if std::io::copy(&mut output.take(rest), &mut std::io::sink())? < rest {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok((kept > 0 || size == 0).then_some(bytes))
}

/// A git that is asked again and again: what is asked at one time does not have to be kept until the next.
#[derive(Debug)]
pub struct Reader {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// So many names are asked at once: the question fits into a pipe, so that nobody waits to be heard who is being answered.
const QUESTION: usize = 64;

impl Reader {
    /// Starts git.
    ///
    /// # Errors
    /// When it cannot be run.
    pub fn open(root: &Path) -> Result<Self, Fault> {
        let (child, input, output) = start(root, &["cat-file", "--batch"])?;
        Ok(Self { child, input: Some(input), output: BufReader::with_capacity(BUFFER, output) })
    }

    /// The contents of these objects, in the same way as [`contents`]; none of all where git has ended: then nobody need ask again.
    pub fn contents(&mut self, names: &[String]) -> Option<Vec<Option<Vec<u8>>>> {
        let mut out = Vec::with_capacity(names.len());
        for some in names.chunks(QUESTION) {
            ask(self.input.as_mut()?, some).ok()?;
            for _ in some {
                let bytes = answer(&mut self.output).ok()?;
                out.push(bytes.filter(|bytes| bytes.len() <= limits::MAX_BYTES));
            }
        }
        Some(out)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Nobody reads on: waiting for it to say the rest would be for ever.
        self.input = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_taken_apart() {
        let mut input = &b"aa blob 3\na\nb\nx y missing\nbb blob 0\n\ncc tree 4\nabcd\ndd blob 1\nz\n"[..];
        let mut next = || answer(&mut input).ok();
        assert_eq!(next(), Some(Some(b"a\nb".to_vec())));
        assert_eq!(next(), Some(None));
        assert_eq!(next(), Some(Some(Vec::new())));
        assert_eq!(next(), Some(None));
        assert_eq!(next(), Some(Some(b"z".to_vec())));
        assert_eq!(next(), None);
        assert!(answer(&mut &b"aa blob 9\nab\n"[..]).is_err());
        assert_eq!(answer(&mut &b"aa blob x\n"[..]).ok(), Some(None));
    }

    #[test]
    fn what_is_too_large_is_cut_off_and_the_next_answer_is_found() {
        let size = limits::MAX_BYTES + 10;
        let text = [format!("aa blob {size}\n").into_bytes(), vec![b'a'; size], b"\nbb blob 1\nz\n".to_vec()].concat();
        let mut input = &text[..];
        assert_eq!(answer(&mut input).ok().flatten().map(|bytes| bytes.len()), Some(limits::MAX_BYTES + 1));
        assert_eq!(answer(&mut input).ok(), Some(Some(b"z".to_vec())));
    }
}
