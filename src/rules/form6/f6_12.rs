//! F6-12: a report says how, and who on both sides. Found while the form is read.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-12",
    title: words("接触情况报告写明方式和双方人员", "the contact report names the way and the people of both sides"),
    sources: &[source(Seed::S000, "附表6 备注")],
    quote: "不管是通过信件、电话还是会面",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Check,
    params: &[],
    needs: &[DocKind::ContactReport],
    uses: &[DocKind::Staff, DocKind::KeyPeople],
    yields_to: &[],
    anchor: words("报告的「日期」「接触方式」「我方人员」「客户方联系人」", "`date`, `kind`, `ours` or `people` of the report"),
    meaning: words(
        "报告有日期（也可由文件名给出）；「接触方式」是信件、电话、会面、短信、邮件、现场走访之一；「我方人员」在人员名册中，「客户方联系人」在本客户附表3 中。写法不规范但意思明确的为警告。",
        "The report has a date (the file name may give it); `kind` is letter, phone, meeting, text message, e-mail or on-site visit; `ours` are in the staff register, `people` in this customer's form 3. A clear meaning in other words is a warning.",
    ),
    remedy: words(
        "请写明接触方式和双方的人；新接触的人先登记到附表3",
        "name the way and the people of both sides; enter somebody new in form 3 first",
    ),
    bad: "kind = \"微信\"\npeople = [\"张三\"]   # 附表3 中没有",
    good: "kind = \"sms\"\npeople = [\"li-guoqiang\"]",
    run: Run::Reading,
};
