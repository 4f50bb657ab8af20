//! `--mail-format`: the report as a message for `sendmail -t`, or as its pieces in a folder for `mail`.

use anyhow::Result;

use super::place;
use crate::cli::args::{Key, ReportArgs};
use crate::cli::{CliError, Cx, Globals};
use crate::render::mail::{self, Mail, Recipient};
use crate::render::sheet::{self, SheetFormat, SheetStyle};
use crate::report::sheet::Sheet;
use crate::say;

/// Columns of a mail's text.
const COLUMNS: usize = 76;

/// To whom the mail goes; what makes no sense together is refused before anything is read.
pub(super) fn recipients(args: &ReportArgs, globals: &Globals, cx: &Cx<'_>) -> Result<Vec<Recipient>, CliError> {
    let lang = cx.lang;
    if let Some(format) = globals.asked_format.filter(|_| args.mail_format) {
        let key = format.key();
        let error =
            CliError::user(say!(lang, "`--mail-format` 不能与 `--format {key}` 同用", "`--mail-format` does not go with `--format {key}`"));
        return Err(error.hint(say!(
            lang,
            "去掉 `--format`：邮件的正文是文本，附件是 HTML",
            "leave `--format` out: a mail has text and an HTML attachment"
        )));
    }
    let mut out = Vec::new();
    for text in &args.to {
        out.extend(Recipient::several(text).ok_or_else(|| {
            let shown = mail::one_line(text);
            let error = CliError::user(say!(lang, "`{shown}` 不是邮件地址", "`{shown}` is no mail address"));
            error.hint(say!(lang, "写成 `name@example.com`，多个写多次 `--to`", "write `name@example.com`; several by several `--to`"))
        })?);
    }
    Ok(out)
}

/// Writes the mail.
pub(super) fn deliver(
    pages: &[Sheet],
    subject: &str,
    to: Vec<Recipient>,
    style: &SheetStyle,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<()> {
    let text = sheet::render(SheetFormat::Text, pages, &SheetStyle { width: COLUMNS, color: false, ..*style });
    let page = sheet::render(SheetFormat::Html, pages, style);
    let subject = mail::one_line(subject);
    match globals.output.as_ref().filter(|path| place::is_folder(path, cx) || path.extension().is_none()) {
        Some(folder) => {
            let pieces = [("subject.txt", format!("{subject}\n").into_bytes()), ("body.txt", text), ("report.html", page)];
            place::files(folder, pieces.map(|(name, bytes)| (name.to_owned(), bytes)).into(), globals, cx)
        }
        None => {
            let text = String::from_utf8_lossy(&text).into_owned();
            let message = mail::message(&Mail { to, subject, text, name: "report.html".to_owned(), page });
            cx.deliver(globals, &message)
        }
    }
}
