//! JSON to values: order of keys and digits of numbers stay as they are written, which is why no library reads it.

use crate::source::Form;
use crate::source::limits::MAX_DEPTH;
use crate::words::{Lang, words};

use super::value::{Pair, Value};

/// Why a text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The sign at which reading ended, from 1.
    pub at: usize,
    /// What is wrong there.
    pub what: What,
}

/// What is wrong in a text that should be JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It ends in the middle.
    End,
    /// Something else is needed here.
    Unexpected,
    /// The same key twice in one object.
    SameKey,
    /// Lists and objects within one another, too deep.
    TooDeep,
    /// There is more behind the value.
    More,
}

impl Broken {
    /// What is wrong, and where.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let what = match self.what {
            What::End => words("没有写完", "it ends too early"),
            What::Unexpected => words("这里不应是这个字符", "an unexpected character"),
            What::SameKey => words("同一个键写了两次", "the same key twice"),
            What::TooDeep => words("嵌套太深", "nested too deep"),
            What::More => words("后面还有多余的内容", "something follows after it"),
        };
        let (at, what) = (self.at, what.get(lang));
        crate::say!(lang, "第 {at} 个字符：{what}", "character {at}: {what}")
    }
}

/// Reads one JSON value; nothing but white space may follow it.
///
/// # Errors
/// When it is none.
pub fn parse(text: &str) -> Result<Value, Broken> {
    let mut reader = Json { text, at: 0 };
    let read = reader.value(0).and_then(|value| {
        reader.blank();
        if reader.at == text.len() { Ok(value) } else { Err(What::More) }
    });
    read.map_err(|what| Broken { at: text[..reader.at].chars().count() + 1, what })
}

/// A value as JSON in one line, numbers with their digits.
#[must_use]
pub fn write(value: &Value) -> String {
    let mut out = String::new();
    put(value, &mut out);
    out
}

fn put(value: &Value, out: &mut String) {
    match value {
        Value::Scalar(scalar) if matches!(scalar.form, Form::Integer | Form::Float | Form::Bool) => out.push_str(&scalar.text),
        Value::Scalar(scalar) if scalar.form == Form::Null => out.push_str("null"),
        Value::Scalar(scalar) => out.push_str(&quoted(&scalar.text)),
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                put(&item.value, out);
            }
            out.push(']');
        }
        Value::Table(pairs) => {
            out.push('{');
            for (at, pair) in pairs.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                out.push_str(&quoted(&pair.key));
                out.push(':');
                put(&pair.value, out);
            }
            out.push('}');
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

struct Json<'t> {
    text: &'t str,
    at: usize,
}

impl Json<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn wrong(&self) -> What {
        if self.at >= self.text.len() { What::End } else { What::Unexpected }
    }

    /// Takes this byte, which is ASCII.
    fn take(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    fn value(&mut self, depth: usize) -> Result<Value, What> {
        self.blank();
        match self.peek() {
            _ if depth > MAX_DEPTH => Err(What::TooDeep),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map(Value::text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Result<Value, What> {
        let rest = &self.text[self.at..];
        let words = [("true", Value::truth(true)), ("false", Value::truth(false)), ("null", Value::text(""))];
        let found = words.into_iter().find(|(word, _)| rest.starts_with(word));
        let (word, value) = found.ok_or_else(|| self.wrong())?;
        self.at += word.len();
        Ok(value)
    }

    fn object(&mut self, depth: usize) -> Result<Value, What> {
        self.at += 1;
        let mut pairs: Vec<Pair> = Vec::new();
        self.blank();
        if self.take(b'}') {
            return Ok(Value::Table(pairs));
        }
        loop {
            self.blank();
            if self.peek() != Some(b'"') {
                return Err(self.wrong());
            }
            let key = self.string()?;
            if pairs.iter().any(|pair| pair.key == key) {
                return Err(What::SameKey);
            }
            self.blank();
            if !self.take(b':') {
                return Err(self.wrong());
            }
            pairs.push(Pair::new(key, self.value(depth + 1)?));
            self.blank();
            if self.take(b'}') {
                return Ok(Value::Table(pairs));
            }
            if !self.take(b',') {
                return Err(self.wrong());
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, What> {
        self.at += 1;
        let mut items = Vec::new();
        self.blank();
        if self.take(b']') {
            return Ok(Value::list(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.blank();
            if self.take(b']') {
                return Ok(Value::list(items));
            }
            if !self.take(b',') {
                return Err(self.wrong());
            }
        }
    }

    fn digits(&mut self) -> Result<(), What> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(self.wrong()) }
    }

    fn number(&mut self) -> Result<Value, What> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Ok(Value::number(&self.text[start..self.at]))
    }

    /// A text; its opening quotation mark is the next byte.
    fn string(&mut self) -> Result<String, What> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.find(['"', '\\']).ok_or(What::End)?;
            if let Some(bad) = rest[..plain].find(|c: char| c < ' ') {
                self.at += bad;
                return Err(What::Unexpected);
            }
            out.push_str(&rest[..plain]);
            self.at += plain + 1;
            if rest.as_bytes()[plain] == b'"' {
                return Ok(out);
            }
            out.push(self.escape()?);
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<char, What> {
        let sign = match self.peek() {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(sign @ (b'"' | b'\\' | b'/')) => char::from(sign),
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.wrong()),
        };
        self.at += 1;
        Ok(sign)
    }

    fn hex(&mut self) -> Result<u32, What> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(What::End)?;
        let right = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(digits, 16).ok().filter(|_| right).ok_or(What::Unexpected)?;
        self.at += 4;
        Ok(code)
    }

    /// The four digits after `\u`; outside the basic plane two of them, the second with its own `\u`.
    fn unicode(&mut self) -> Result<char, What> {
        let first = self.hex()?;
        let code = if (0xD800..0xDC00).contains(&first) {
            if !(self.take(b'\\') && self.take(b'u')) {
                return Err(self.wrong());
            }
            let second = self.hex()?;
            if !(0xDC00..0xE000).contains(&second) {
                return Err(What::Unexpected);
            }
            0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(code).ok_or(What::Unexpected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_digits_and_escapes_stay() {
        let value = parse(r#" {"b":1.10,"a":["\u4e91\ud83d\ude00\n", true, null, -0], "c":{}} "#).expect("JSON");
        let expected = Value::table([
            ("b", Value::number("1.10")),
            ("a", Value::list([Value::text("云😀\n"), Value::truth(true), Value::text(""), Value::number("-0")])),
            ("c", Value::Table(Vec::new())),
        ]);
        assert_eq!(value, expected);
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        for (text, at, what) in [
            ("{\"云\":", 6, What::End),
            ("{云", 2, What::Unexpected),
            ("[1,]", 4, What::Unexpected),
            ("{\"a\":1,\"a\":2}", 11, What::SameKey),
            ("1 2", 3, What::More),
            ("01", 2, What::More),
            ("\"\\ud83d\"", 8, What::Unexpected),
            ("", 1, What::End),
        ] {
            assert_eq!(parse(text), Err(Broken { at, what }), "{text}");
        }
        assert_eq!(parse(&"[".repeat(100)).map_err(|broken| broken.what), Err(What::TooDeep));
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = parse(&text);
        }

        #[test]
        fn it_reads_what_another_writes(text in ".{0,20}", number in proptest::num::i64::ANY) {
            let json = serde_json::json!({ "t": text, "n": [number] }).to_string();
            let read = parse(&json).expect("JSON");
            let expected = Value::table([("n", Value::list([Value::number(number.to_string())])), ("t", Value::text(text))]);
            proptest::prop_assert!(read.same(&expected));
        }
    }
}
