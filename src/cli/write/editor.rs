//! `--edit`: the text of a document in the editor, until it is right or given up.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use tempfile::TempDir;

use super::ask::{confirm_or, given_up};
use crate::cli::{CliError, Cx, Globals};
use crate::say;
use crate::words::{Lang, refusal};

/// What is edited.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draft<'a> {
    /// The document's path in the archive: the editor knows the language by its ending.
    pub(crate) path: &'a str,
    /// Its text.
    pub(crate) text: &'a str,
}

impl Draft<'_> {
    /// Whether it is a person's sheet, of which no copy may stay behind.
    fn is_private(&self) -> bool {
        self.path.split('/').rev().nth(1) == Some("people")
    }

    /// The file name in the temporary folder.
    fn name(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        name.strip_suffix(".age").unwrap_or(name)
    }
}

/// Opens the editor on a text until `check` finds nothing wrong with it. None: it was given up, and somebody has been told where the text is.
///
/// # Errors
/// When there is no editor, or it fails.
pub(crate) fn edit(
    draft: Draft<'_>,
    check: &mut dyn FnMut(&str) -> Vec<String>,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Option<String>> {
    let lang = cx.lang;
    let line = command(cx)?;
    let desk = Desk::new(draft).map_err(|error| broken(&error, lang))?;
    loop {
        run(&line, &desk.file, cx)?;
        let text = String::from_utf8(fs::read(&desk.file).map_err(|error| broken(&error, lang))?);
        let (text, mut findings) = match text {
            Ok(text) => (text, Vec::new()),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), vec![say!(lang, "不是 UTF-8", "it is not UTF-8")]),
        };
        if text.trim().is_empty() {
            cx.ui.say(say!(lang, "文件是空的，什么也没有写入", "the file is empty; nothing was written"));
            return Ok(None);
        }
        if findings.is_empty() {
            findings = check(&text);
        }
        if findings.is_empty() {
            return Ok(Some(text));
        }
        findings.iter().for_each(|finding| cx.ui.say(finding));
        if !globals.may_ask {
            cx.ui.say(say!(lang, "编辑后的文字不对，没有写入", "the edited text is wrong; nothing was written"));
            desk.leave(draft, lang).into_iter().for_each(|words| cx.ui.say(words));
            return Ok(None);
        }
        let question = say!(lang, "再编辑一次吗？答「否」则放弃", "Edit again? Answer no to give up");
        let again = confirm_or(&question, true, cx);
        if !matches!(again, Ok(true)) {
            desk.leave(draft, lang).into_iter().for_each(|words| cx.ui.say(words));
            return again.map(|_| None);
        }
    }
}

/// A folder of its own that nobody else may look into, and that goes with all the copies that an editor makes.
struct Desk {
    folder: TempDir,
    file: PathBuf,
}

impl Desk {
    fn new(draft: Draft<'_>) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("kehu-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o700));
        }
        let folder = builder.tempdir()?;
        let file = folder.path().join(draft.name());
        write_private(&file, draft.text)?;
        Ok(Self { folder, file })
    }

    /// Keeps what was edited and says where; of a person's sheet nothing stays.
    fn leave(self, draft: Draft<'_>, lang: Lang) -> Vec<String> {
        if draft.is_private() {
            return vec![say!(lang, "个人信息表的文字没有保留", "the text of a person's sheet is not kept")];
        }
        let _ = self.folder.keep();
        let file = self.file.display();
        vec![say!(lang, "编辑过的文字留在 {file}", "what was edited is in {file}")]
    }
}

/// Writes a new file that only its owner may read.
fn write_private(file: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    io::Write::write_all(&mut options.open(file)?, text.as_bytes())
}

fn broken(error: &io::Error, lang: Lang) -> CliError {
    let why = refusal(error, lang);
    CliError::system(say!(lang, "不能编辑：{why}", "cannot edit: {why}"))
}

/// The editor's command line, taken apart.
fn command(cx: &Cx<'_>) -> Result<Vec<String>> {
    let lang = cx.lang;
    let usual = if cfg!(windows) { "notepad" } else { "vi" };
    let stated = cx.env.editor.as_deref().or_else(|| cx.env.may_ask().then_some(usual));
    let words = stated.map(|line| split(line, !cfg!(windows))).unwrap_or_default();
    if words.is_empty() {
        let error = CliError::user(say!(lang, "不知道用哪个编辑器", "there is no editor"));
        return Err(error.hint(say!(lang, "设置环境变量 `EDITOR` 或 `VISUAL`", "set `EDITOR` or `VISUAL`")).into());
    }
    Ok(words)
}

fn run(line: &[String], file: &Path, cx: &mut Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    cx.ui.flush()?;
    let Some((program, args)) = line.split_first() else { return Ok(()) };
    let done = Command::new(program).args(args).arg(file).current_dir(&cx.env.cwd).status();
    match done {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => {
            Err(given_up(lang).hint(say!(lang, "编辑器 `{program}` 没有正常结束", "the editor `{program}` ended with a fault")).into())
        }
        Err(error) => {
            let why = refusal(&error, lang);
            let error = CliError::system(say!(lang, "不能启动编辑器 `{program}`：{why}", "cannot start the editor `{program}`: {why}"));
            Err(error.hint(say!(lang, "检查环境变量 `VISUAL` 和 `EDITOR`", "check `VISUAL` and `EDITOR`")).into())
        }
    }
}

/// The words of a command line as a shell takes them: blanks between, quotes around, and where paths have none a backslash before one sign.
fn split(line: &str, backslash: bool) -> Vec<String> {
    let mut out = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match (quote, sign) {
            (Some(end), sign) if sign == end => quote = None,
            (None, '"' | '\'') => {
                quote = Some(sign);
                word.get_or_insert_default();
            }
            // Between `'` nothing is special; between `"` only what would end it.
            (quote, '\\') if backslash && quote != Some('\'') && (quote.is_none() || matches!(signs.peek(), Some('"' | '\\'))) => {
                word.get_or_insert_default().extend(signs.next());
            }
            (None, sign) if sign.is_whitespace() => out.extend(word.take()),
            (_, sign) => word.get_or_insert_default().push(sign),
        }
    }
    out.extend(word);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::write::ask::tests::at_terminal;

    #[test]
    fn an_editor_may_have_arguments() {
        let unix = |line| split(line, true);
        assert_eq!(unix("code --wait"), ["code", "--wait"]);
        assert_eq!(unix(r#"'/opt/my editor/bin' -c "set \"x\" y" a\ b "#), ["/opt/my editor/bin", "-c", "set \"x\" y", "a b"]);
        assert_eq!(split(r#""C:\Program Files\ed.exe" -w"#, false), [r"C:\Program Files\ed.exe", "-w"]);
        assert!(unix("  ").is_empty());
        assert_eq!(unix("ed \"\""), ["ed", ""]);
    }

    #[test]
    fn the_folder_goes_and_a_sheet_is_not_kept() {
        let draft = Draft { path: "customers/a/people/li.toml.age", text: "name = \"李\"\n" };
        assert!(draft.is_private() && draft.name() == "li.toml");
        let desk = Desk::new(draft).expect("a folder");
        let file = desk.file.clone();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
            assert_eq!((mode(&file), mode(file.parent().expect("a folder"))), (0o600, 0o700));
        }
        assert!(desk.leave(draft, Lang::En)[0].contains("not kept"));
        assert!(!file.exists());
        let draft = Draft { path: "customers/a/customer.toml", ..draft };
        let desk = Desk::new(draft).expect("a folder");
        let file = desk.file.clone();
        desk.leave(draft, Lang::En);
        assert_eq!(fs::read_to_string(&file).expect("it is kept"), draft.text);
        fs::remove_dir_all(file.parent().expect("a folder")).expect("it goes");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_wrong_is_edited_again() {
        let draft = Draft { path: "customers/a/customer.toml", text: "a = 1\n" };
        let again = |answers: &str, editor: &str| {
            let mut seen = Vec::new();
            let (done, said) = at_terminal(answers, editor, |globals, cx| {
                let mut check = |text: &str| {
                    seen.push(text.to_owned());
                    if text.lines().count() < 3 { vec!["太短".to_owned()] } else { Vec::new() }
                };
                edit(draft, &mut check, globals, cx)
            });
            (done, said, seen.len())
        };
        let append = "sh -c 'echo \"b = 2\" >> \"$0\"'";
        let (done, said, rounds) = again("y\n", append);
        assert_eq!((done.expect("edited").as_deref(), rounds), (Some("a = 1\nb = 2\nb = 2\n"), 2));
        assert!(said.contains("太短") && said.contains("[Y/n]"), "{said}");
        let (done, said, _) = again("n\n", append);
        assert_eq!(done.expect("given up"), None);
        let kept = said.split("留在 ").nth(1).expect("it says where").trim();
        assert_eq!(fs::read_to_string(kept).expect("it is kept"), "a = 1\nb = 2\n");
        fs::remove_dir_all(Path::new(kept).parent().expect("a folder")).expect("it goes");
        assert!(again("", "false").0.is_err());
        assert!(again("", "no-such-editor-here").0.is_err());
        assert_eq!(again("", "sh -c ': > \"$0\"'").0.expect("emptied"), None);
    }
}
