//! GFT-01: a gift or banquet is logged with its value and who approved it.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::model::money::{Money, Unit};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, lines, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "GFT-01",
    title: words("礼品、宴请、优惠登记价值和批准人", "gifts and banquets are logged with value and approver"),
    sources: &[source(Seed::Outside, "反商业贿赂；另见 001 客户关系维护制度第十四条、003 第十条")],
    quote: "举办客户礼品赠送活动",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "max_value",
        default: Default::Int(200),
        strict: Strict::Low,
        unit: words("元", "yuan"),
        what: words("一次的价值至多多少元", "the greatest value of one gift or banquet"),
    }],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Settings],
    yields_to: &[],
    anchor: words(
        "「礼品宴请」该项的「价值」或「批准人」，没有时为该项的首行",
        "`value` or `approved_by` of the entry in `gifts`, where it is missing the entry's first line",
    ),
    meaning: words(
        "客户基本状况表的「礼品宴请」中每一项写明价值和批准人，价值不超过 200 元；一项合为一条。没有登记的，由部门自查，不判断。默认不启用，在 kehu.toml 的 [rules] 中写明后启用。",
        "Each entry of `gifts` of the customer has a `value` and `approved_by`, and its value is no more than 200 yuan; one finding an entry. Without entries it stays with the department and nothing is judged. Off by default; `[rules]` of kehu.toml turns it on.",
    ),
    remedy: words(
        "请补记价值和批准人；超过限额的，按本单位廉洁规定处理",
        "enter value and approver; deal with what exceeds the limit by your rules of conduct",
    ),
    bad: "gifts = [{ date = 2026-02-10, kind = \"节日礼品\", person = \"li-guoqiang\", value = \"800元\" }]",
    good: "gifts = [{ date = 2026-02-10, kind = \"台历\", person = \"li-guoqiang\", value = \"60元\", approved_by = \"吴芳\" }]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let Some(list) = doc.record.gifts.get().filter(|_| scene.world.knows_unit()) else { return };
    let most = scene.param("max_value");
    let Some(limit) = Money::from_yuan(most) else { return };
    let lang = scene.lang();
    for gift in list.iter() {
        let (value, by) = (&gift.value, &gift.approved_by);
        let over = value.value().filter(|value| *value > limit);
        let mut faults: Vec<String> = Vec::new();
        if value.is_blank() {
            faults.push(say!(lang, "没有写明价值", "no value"));
        }
        if let Some(value) = over {
            let value = value.display(Unit::Yuan, 2);
            faults.push(say!(lang, "价值 {value} 元，超过 {most} 元", "a value of {value} yuan, more than {most}"));
        }
        if by.is_blank() {
            faults.push(say!(lang, "没有写明批准人", "no approver"));
        }
        if faults.is_empty() {
            continue;
        }
        let what = gift.kind.get().map_or("…", |kind| kind.as_str());
        let on = gift.date.value().map(|date| date.to_string()).unwrap_or_default();
        let faults = faults.join(words("，", ", ").get(lang));
        let message = say!(lang, "{on}「{what}」{faults}", "{on} `{what}`: {faults}");
        let span = if over.is_some() || value.is_blank() { value.or(gift.head) } else { by.or(gift.head) };
        let mut absent: Vec<(&str, String)> = Vec::new();
        absent.extend(value.is_absent().then(|| ("value", "\"60元\"".to_owned())));
        absent.extend(by.is_absent().then(|| ("approved_by", "\"…\"".to_owned())));
        let fix = lines::added(doc.info.syntax, gift.head, gift.kind.key_span, &absent);
        scene.find(&doc.info, span, "gifts", message).fix = fix;
    }
}
