//! F2-02: name and title on the personal sheet are those of form 3.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::field::Field;
use crate::form::kind::Text;
use crate::form::reader::literal;
use crate::resolve::fold;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F2-02",
    title: words("附表2 的姓名、职务与附表3 一致", "name and title on the personal sheet are those of form 3"),
    sources: &[source(Seed::S000, "附表2")],
    quote: "职 务",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople, DocKind::Person],
    uses: &[],
    yields_to: &[],
    anchor: words("附表2 的「姓名」或「职务」", "`name` or `title` of the sheet"),
    meaning: words(
        "附表2 的姓名和职务取自附表3，可以不写；写出的须与附表3 相同（不计全角半角和空格）。姓名不同为错误，职务不同为警告。",
        "Name and title of a sheet come from form 3 and may be left out; where stated they agree with it (width and spaces apart). Another name is an error, another title a warning.",
    ),
    remedy: words(
        "请核对哪一处是新的，把两处改成一致；附表2 中也可以删去这一行",
        "check which of the two is up to date and make them agree; on the sheet the line may also be left out",
    ),
    bad: "# key-people.toml：name = \"钱雪梅\"\n# people/qian-xuemei.toml\nname = \"钱雪美\"",
    good: "# people/qian-xuemei.toml\nname = \"钱雪梅\"",
    run: Run::Customer(run),
};

fn differ<'a>(stated: &'a Field<Text>, known: &'a Field<Text>) -> Option<(&'a str, &'a str)> {
    let (stated, known) = (stated.get()?.as_str(), known.get()?.as_str());
    (stated != known && fold(stated) != fold(known)).then_some((stated, known))
}

fn run(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let Some(rows) = folder.key_people.as_ref().and_then(|doc| doc.record.people.get()) else { return };
    let lang = scene.lang();
    for (at, row) in rows.iter().enumerate() {
        // An id that stands twice was reported (REF-03): the sheet is the first one's.
        if rows.iter().take(at).any(|other| other.key() == row.key()) {
            continue;
        }
        let Some(sheet) = folder.sheet(row.key()) else { continue };
        let (info, record) = (&sheet.info, &sheet.record);
        if let Some((stated, known)) = differ(&record.name, &row.name) {
            let message =
                say!(lang, "附表2 的姓名是「{stated}」，附表3 是「{known}」", "the sheet says the name `{stated}`, form 3 `{known}`");
            let span = record.name.span;
            scene.find(info, span, "name", message).about(row.key()).fix_value(span, literal(info.syntax, known), Safety::Unsafe);
        }
        if let Some((stated, known)) = differ(&record.title, &row.title) {
            let name = row.called();
            let message = say!(
                lang,
                "{name}的职务在附表2 是「{stated}」，在附表3 是「{known}」",
                "the title of {name} is `{stated}` on the sheet and `{known}` in form 3"
            );
            let span = record.title.span;
            scene.lesser(info, span, "title", message).about(row.key()).fix_value(span, literal(info.syntax, known), Safety::Unsafe);
        }
    }
}
