//! RCP-03: visitors of a key customer up to department managers are welcomed by a sign.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::{Tier, VisitorRank};
use crate::form::reader::{key_line, literal};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "RCP-03",
    title: words(
        "重点客户部门经理及以下来访，备好电子屏欢迎标语",
        "a welcome sign is prepared for a key customer's department managers and staff",
    ),
    sources: &[source(Seed::S003, "第十条（三）2（2）⑥")],
    quote: "销售部提早打印电子屏欢送口号",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Reception],
    yields_to: &[],
    anchor: words(
        "来访接待的「欢迎标语」；没有填写时为记录的第一行",
        "`welcome_sign` of the reception; where it is missing the document's first line",
    ),
    meaning: words(
        "重点客户的部门经理、部门经理以下人员来访的接待记录填有「欢迎标语」。",
        "The reception of a department manager, or of somebody below, of a customer of tier key has its `welcome_sign` filled in.",
    ),
    remedy: words("请提前准备电子屏欢迎标语，并填写「欢迎标语」", "prepare the sign beforehand and fill in `welcome_sign`"),
    bad: "visitor_rank = \"manager\"   # 重点客户，没有 welcome_sign",
    good: "visitor_rank = \"manager\"\nwelcome_sign = \"热烈欢迎星桥设备各位领导莅临\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    for visit in super::visits(scene) {
        let field = &visit.doc.record.welcome_sign;
        if visit.tier != Tier::Key || visit.rank == VisitorRank::Top || !field.is_blank() {
            continue;
        }
        let (lang, called) = (scene.lang(), super::called(scene, &visit));
        let message = say!(lang, "{called}，没有填写「欢迎标语」", "{called}: `welcome_sign` is not filled in");
        let name = scene.customer.called();
        let info = &visit.doc.info;
        let right = literal(info.syntax, &say!(lang, "热烈欢迎{name}各位来宾", "Welcome to our guests of {name}"));
        let finding = scene.find(info, field.or(visit.doc.record.head), "welcome_sign", message);
        if field.is_absent() {
            let line = key_line(info.syntax, "welcome_sign", &right);
            finding.help(say!(lang, "请提前准备电子屏欢迎标语并填写，如 {line}", "prepare the sign beforehand and fill it in, as {line}"));
        } else {
            finding.fix_value(field.span, right, Safety::Example);
        }
    }
}
