//! F2-07: a personal sheet belongs to a person of form 3.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::resolve::{Found, fold};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F2-07",
    title: words("附表2 的人在附表3 中", "a personal sheet belongs to a person of form 3"),
    sources: &[source(Seed::S000, "附表2、附表3")],
    quote: "核心人物旳个人状况资料",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople, DocKind::Person],
    uses: &[],
    yields_to: &[],
    anchor: words("附表2 的第一行", "the sheet's first line"),
    meaning: words(
        "附表2 的文件名是附表3（key-people）中某个人的编号。",
        "The file name of a sheet is the id of somebody in form 3 (key-people).",
    ),
    remedy: words(
        "请把文件改名为附表3 中的编号，或先在附表3 登记此人",
        "name the file after the id in form 3, or enter the person there first",
    ),
    bad: "people/qian-xm.toml   # 附表3 中的编号是 qian-xuemei",
    good: "people/qian-xuemei.toml",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let names = &folder.people_names;
    let lang = scene.lang();
    for sheet in folder.sheets.iter().filter(|sheet| !names.has_id(&sheet.stem)) {
        let stem = &*sheet.stem;
        let named = match names.find(stem) {
            Found::One(at) if fold(names.id(at)) == fold(stem) => continue,
            Found::One(at) => Some(at),
            _ => sheet.record.name.get().and_then(|name| if let Found::One(at) = names.find(name) { Some(at) } else { None }),
        };
        let message = say!(lang, "附表3 中没有编号为「{stem}」的人", "nobody in form 3 has the id `{stem}`");
        let near = named.map_or_else(|| names.nearest(stem), |at| vec![at]);
        let finding = scene.find(&sheet.info, sheet.record.head, "", message).about(stem);
        if let Some(best) = near.first() {
            let (list, id) = (names.describe(&near), names.id(*best));
            let help = say!(
                lang,
                "是否指 {list}？是的话请把文件名改为 {id}，否则先在附表3 登记此人",
                "did you mean {list}? then name the file {id}; otherwise enter the person in form 3 first"
            );
            finding.help(help);
        }
    }
}
