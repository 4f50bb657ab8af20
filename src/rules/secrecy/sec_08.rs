//! SEC-08: where encryption is set up, no personal sheet lies open.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::source::Span;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "SEC-08",
    title: words("规定加密的附表2 不以明文存放", "personal sheets are not kept as plain text where encryption is set up"),
    sources: &[source(Seed::S000, "第十三条 2")],
    quote: "以免失密",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[],
    uses: &[DocKind::Settings, DocKind::Person],
    yields_to: &[],
    anchor: words("未加密的附表2 的第一行", "the first line of the sheet"),
    meaning: words(
        "kehu.toml [access] 的 encrypt 列有 people 时，people/ 中只有加密的附表2（.age），没有明文。没有设置加密的不判断。",
        "Where `encrypt` in [access] of kehu.toml lists `people`, the folder people/ holds encrypted sheets (.age) only. Not judged where encryption is not set up.",
    ),
    remedy: words(
        "请加密后删去明文；已提交过的明文仍在 git 历史中",
        "encrypt it and delete the plain file; what was committed remains in the history of git",
    ),
    bad: "[access]\nencrypt = [\"people\"]\n# customers/yunling-mobile/people/li-guoqiang.toml 是明文",
    good: "[access]\nencrypt = [\"people\"]\n# customers/yunling-mobile/people/li-guoqiang.toml.age",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let world: &World = scene.world;
    if scene.customer.sheets.is_empty() || !super::seals_sheets(world) {
        return;
    }
    let recipients = world.settings.access.get().and_then(|access| access.recipients_file.get());
    let recipients = recipients.map_or("recipients.txt", |text| text.as_str());
    let lang = scene.lang();
    for doc in &scene.customer.sheets {
        let name = scene.person_name(&doc.stem);
        let message = say!(
            lang,
            "{name}的附表2 没有加密，[access] 规定 people 要加密存放",
            "the sheet of {name} is not encrypted; [access] says that `people` is"
        );
        let path = &doc.info.path;
        let help = say!(
            lang,
            "请运行 age -R {recipients} -o {path}.age {path}，然后删去明文；已提交过的明文仍在 git 历史中",
            "run age -R {recipients} -o {path}.age {path} and delete the plain file; what was committed remains in the history of git"
        );
        let span = if doc.record.head.is_empty() { Span::default() } else { doc.record.head };
        scene.find(&doc.info, span, "", message).about(&doc.stem).help(help);
    }
}
