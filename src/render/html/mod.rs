//! Pages for browser and printer: one self-contained file, no script, nothing fetched from anywhere. The templates hold the markup, `view`
//! what they show; every text of the data is escaped on its way out.

mod colour;
mod columns;
mod picture;
mod prose;
#[cfg(test)]
mod tests;
mod view;

use std::sync::OnceLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value};

use crate::render::table::{Table, TableStyle};
use crate::report::sheet::{Block, Sheet};
use crate::words::Lang;

use super::sheet::SheetStyle;

/// The sheets as one page, each on paper of its own when printed.
#[must_use]
pub fn page(sheets: &[Sheet], style: &SheetStyle) -> String {
    rendered(&view::Page::of(sheets, &style.tables()))
}

/// A table as one page.
#[must_use]
pub fn table(table: &Table, style: &TableStyle) -> String {
    let mut sheet = Sheet::new(table.title.clone());
    sheet.push(Block::Table(table.clone()));
    rendered(&view::Page::of(&[sheet], style))
}

fn rendered(page: &view::Page) -> String {
    // The templates are part of the program and data cannot reach their syntax: tests render every block there is.
    let template = environment().get_template("page.html").expect("the template is part of the program");
    template.render(Serde(page)).expect("the template fits what it shows") + "\n"
}

/// The templates, read once.
fn environment() -> &'static Environment<'static> {
    static ENVIRONMENT: OnceLock<Environment<'static>> = OnceLock::new();
    ENVIRONMENT.get_or_init(|| {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.expect("the usual syntax is one"));
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(|out, _, value| {
            match value.as_str() {
                Some(text) if !value.is_safe() => out.write_str(&prose::escape(text))?,
                Some(text) => out.write_str(text)?,
                None if value.is_undefined() || value.is_none() => {}
                None => out.write_str(&prose::escape(&value.to_string()))?,
            }
            Ok(())
        });
        environment.add_filter("cell", |text: &str| Value::from_safe_string(prose::cell(text)));
        environment.add_filter("prose", |text: &str| Value::from_safe_string(prose::marked(text)));
        for (name, source) in [("page.html", include_str!("page.html")), ("blocks.html", include_str!("blocks.html"))] {
            environment.add_template(name, source).expect("the templates are part of the program and compile");
        }
        environment
    })
}

/// The tag of the language.
const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}
