//! A report as a mail for `sendmail -t`: subject, text, and the page as an attachment. Neither clock nor chance: the mail program adds date,
//! sender and message id.

use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::text::Text;
use mail_builder::headers::{Header, HeaderType};
use mail_builder::mime::{BodyPart, MimePart};

/// What is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// To whom; nobody where the mail program is told otherwise.
    pub to: Vec<Recipient>,
    /// One line.
    pub subject: String,
    /// What is read at once.
    pub text: String,
    /// Name of the attached page, ASCII.
    pub name: String,
    /// The attached page.
    pub page: Vec<u8>,
}

/// Somebody with an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
    /// What he or she is called; may be empty.
    pub name: String,
    /// The address.
    pub address: String,
}

impl Recipient {
    /// Those of a text such as `wu@example.com` or `吴芳 <wu@example.com>, he@example.com`; none when one of them is no address.
    #[must_use]
    pub fn several(text: &str) -> Option<Vec<Self>> {
        let all: Option<Vec<Self>> = text.split([',', '，']).filter(|one| !one.trim().is_empty()).map(Self::one).collect();
        all.filter(|all| !all.is_empty())
    }

    fn one(text: &str) -> Option<Self> {
        if text.chars().any(char::is_control) {
            return None;
        }
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>') {
            Some(rest) => rest.rsplit_once('<')?,
            None => ("", text),
        };
        let (name, address) = (name.trim().trim_matches('"').trim(), address.trim());
        let (user, host) = address.rsplit_once('@')?;
        let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_graphic() && !"()<>[]:;@\\,\"".contains(c));
        let sound = plain(user) && plain(host) && !name.chars().any(|c| c.is_control() || matches!(c, '<' | '>'));
        sound.then(|| Self { name: name.to_owned(), address: address.to_owned() })
    }
}

/// A text as one line: no line break in a name can begin another header.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The whole message, lines ended as mail programs on this side of the wire expect them.
#[must_use]
pub fn message(mail: &Mail) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    if !mail.to.is_empty() {
        let one = |to: &Recipient| Address::new_address(Some(to.name.clone()).filter(|name| !name.is_empty()), to.address.clone());
        header("To", &Address::new_list(mail.to.iter().map(one).collect()), &mut out);
    }
    header("Subject", &Text::new(one_line(&mail.subject)), &mut out);
    header("MIME-Version", &Text::new("1.0"), &mut out);
    let page = ContentType::new("text/html").attribute("charset", "utf-8");
    let parts = vec![
        MimePart::new("text/plain", BodyPart::Text(mail.text.as_str().into())).inline(),
        MimePart::new(page, BodyPart::Binary(mail.page.as_slice().into())).attachment(mail.name.as_str()),
    ];
    let kind = ContentType::new("multipart/mixed").attribute("boundary", boundary(mail));
    MimePart::new(kind, parts).write_part(&mut out);
    out.retain(|byte| *byte != b'\r');
    out
}

fn header(name: &str, value: &dyn Written, out: &mut Vec<u8>) {
    out.extend(format!("{name}: ").into_bytes());
    value.write(name.len() + 2, out);
}

/// [`Header`], told of a list of bytes.
trait Written {
    fn write(&self, column: usize, out: &mut Vec<u8>);
}

impl Written for Address<'_> {
    fn write(&self, column: usize, out: &mut Vec<u8>) {
        HeaderType::Address(self.clone()).write_header(out, column);
    }
}

impl Written for Text<'_> {
    fn write(&self, column: usize, out: &mut Vec<u8>) {
        self.write_header(out, column);
    }
}

/// The line between the parts: of the contents (64-bit FNV-1a), so that it is the same each time; `=_` stands in no encoded line.
fn boundary(mail: &Mail) -> String {
    let bytes = mail.text.bytes().chain(mail.page.iter().copied());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("=_kehu_{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail() -> Mail {
        Mail {
            to: Recipient::several("吴芳 <wu@example.com>, he@example.com").expect("addresses"),
            subject: "R-07 接触提醒：逾期 4 项\r\nBcc: all@example.com".to_owned(),
            text: "第一行\n.\nFrom here\n".to_owned(),
            name: "report.html".to_owned(),
            page: b"<!doctype html>".to_vec(),
        }
    }

    fn text(mail: &Mail) -> String {
        String::from_utf8(message(mail)).expect("mails are ASCII")
    }

    #[test]
    fn a_mail_is_ascii_and_the_same_each_time() {
        let (one, two) = (text(&mail()), text(&mail()));
        assert_eq!(one, two);
        assert!(one.is_ascii() && !one.contains('\r'));
        assert!(one.lines().all(|line| line.len() <= 78), "{one}");
        for line in ["MIME-Version: 1.0", "Content-Disposition: inline", "Content-Disposition: attachment; filename=\"report.html\""] {
            assert!(one.lines().any(|found| found == line), "{line} is not in\n{one}");
        }
        assert!(!one.contains("Date:") && !one.contains("Message-ID:"));
    }

    #[test]
    fn no_name_begins_another_header() {
        let (head, _) = text(&mail()).split_once("\n\n").map(|(head, body)| (head.to_owned(), body.to_owned())).expect("a head");
        assert!(!head.to_lowercase().contains("\nbcc"), "{head}");
        assert_eq!(head.lines().filter(|line| line.starts_with("Subject:")).count(), 1);
        assert_eq!(one_line("a\r\nb\u{2028}c\td"), "a b c d");
    }

    #[test]
    fn addresses_are_read_or_refused() {
        let several =
            |text: &str| Recipient::several(text).map(|all| all.into_iter().map(|one| (one.name, one.address)).collect::<Vec<_>>());
        assert_eq!(several("a@b.cn"), Some(vec![(String::new(), "a@b.cn".to_owned())]));
        assert_eq!(
            several("\"吴 芳\" <wu@b.cn>，x@y"),
            Some(vec![("吴 芳".to_owned(), "wu@b.cn".to_owned()), (String::new(), "x@y".to_owned())])
        );
        for wrong in ["", " ", "wu", "@b", "a@", "a b@c", "a@b\nBcc: c@d", "a <b@c", "x\n <b@c>", "a@b>"] {
            assert_eq!(several(wrong), None, "{wrong:?}");
        }
    }
}
