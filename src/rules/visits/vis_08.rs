//! VIS-08: a callback covers its four contents. A duty of people, except where the report has the optional table.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::Record;
use crate::form::contact::CallbackContent;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "VIS-08",
    title: words("回访涵盖四项内容", "a callback covers its four contents"),
    sources: &[source(Seed::S003, "第十一条（四）")],
    quote: "追踪客户对先期效力事项的效力进度",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::ContactReport],
    uses: &[],
    yields_to: &[],
    anchor: words("报告的「回访内容」", "`callback` of the report"),
    meaning: words(
        "回访要问到：对产品和服务的意见、先前服务事项的进度和结果、与客户有关的产品和政策、客户未来的需求。报告写了「回访内容」一表的，四项都要填，没有的写「无」；没有这张表的由人核对。",
        "A callback asks for opinions on products and services, the progress and result of earlier services, tells of products and policies, and asks for needs to come. A report with the table `callback` fills in all four, if only with “none”; without the table people see to it.",
    ),
    remedy: words("请补全回访内容，没有的写「无」", "complete the callback's contents; write “none” where there was nothing"),
    bad: "[callback]\nopinions = \"工期满意\"",
    good: "[callback]\nopinions = \"工期满意\"\nprogress = \"垃圾清运已办结\"\npublicity = \"介绍代维新政策\"\nneeds = \"明年扩容\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    for contact in scene.reports() {
        let Some(table) = contact.doc.record.callback.get() else { continue };
        let blanks = [table.opinions.is_blank(), table.progress.is_blank(), table.publicity.is_blank(), table.needs.is_blank()];
        if !blanks.contains(&true) {
            continue;
        }
        let lang = scene.lang();
        // The contents are the table's own first fields, in the order of the article.
        let missing = CallbackContent::SPEC.fields.iter().zip(blanks).filter(|(_, blank)| *blank);
        let (day, list) = (contact.day, lang.join(missing.map(|(field, _)| field.label(lang))));
        let message = say!(lang, "{day} 的回访内容没有填写：{list}", "the callback of {day} says nothing of: {list}");
        scene.find(&contact.doc.info, table.head, "callback", message);
    }
}
