//! The formats that forges and build servers read.

use super::*;

/// Findings whose texts are as bad as texts can be.
fn nasty() -> Vec<Finding> {
    let mut all = findings();
    all[0].message = "100%: a,b\n::error::x <b>&\"'\u{1b}[31m ]]> | `x`".to_owned();
    all[0].path = "customers/starbridge/云 岭:%,#.toml".into();
    all[0].end.line += 2;
    all[1].subject = "冯<凯>".to_owned();
    all[3].start = Position::default();
    all[3].end = Position::default();
    all
}

/// What `[[ignore]]` and the baseline accept.
fn accepted() -> Vec<(Suppressed, String)> {
    let (first, second) = (findings()[0].clone(), findings()[1].clone());
    vec![
        (Suppressed { finding: first, accepted: Accepted::Ignored("三季度起由高振宇参与".to_owned()) }, "1".repeat(16)),
        (Suppressed { finding: second, accepted: Accepted::Baseline }, "2".repeat(16)),
    ]
}

#[test]
fn github_has_a_command_a_line() {
    let all = nasty();
    let shown = show(Format::Github, &report(&all, Lang::Zh));
    insta::assert_snapshot!(shown, @r#"
    ::error file=customers/starbridge/云 岭%3A%25%2C#.toml,line=4,endLine=6,title=COV-03 全部关系不由客户经理一人掌握::100%25: a,b%0A::error::x <b>&"' [31m ]]> | `x`%0A处理：再安排一位同事：kehu set starbridge/li-guoqiang ours=zhou-lan,wu-min
    ::error file=staff.toml,line=1,col=1,endLine=1,endColumn=1,title=FRM-03 值在允许的范围或选项内::没有上级
    ::warning file=customers/yunling/plans/2026.toml,line=4,col=9,endLine=4,endColumn=12,title=F7B-04 获取率在 0 到 100 之间，合同额的单位写对::获取率 0.6 小于 1，疑为小数，应写 0–100 的百分数%0A处理：改为 60，或写成 "0.6%25"
    ::notice file=customers/yunling/plans/2026.toml,line=5,col=8,endLine=5,endColumn=20,title=ARC-05 文件能读、项名认识、编码为 UTF-8、编号安全::下一次联系的日期用了全角字符
    "#);
    assert!(shown.lines().all(|line| line.starts_with("::") && line.matches("::").count() == 2 || line.contains("::error::x")), "{shown}");
    insta::assert_snapshot!(show(Format::Github, &report(&[], Lang::Zh)), @"");
}

#[test]
fn gitlab_has_a_list() {
    let all = nasty();
    let shown = show(Format::Gitlab, &report(&all, Lang::Zh));
    insta::assert_snapshot!(shown, @r#"
    [
      {"description":"100%: a,b ::error::x <b>&\"'␛[31m ]]> | `x`","check_name":"COV-03","fingerprint":"f5b357d93ee8cb23","severity":"major","location":{"path":"customers/starbridge/云 岭:%,#.toml","lines":{"begin":4,"end":6}}},
      {"description":"获取率 0.6 小于 1，疑为小数，应写 0–100 的百分数","check_name":"F7B-04","fingerprint":"17e7890e24264c63","severity":"minor","location":{"path":"customers/yunling/plans/2026.toml","lines":{"begin":4,"end":4}}},
      {"description":"下一次联系的日期用了全角字符","check_name":"ARC-05","fingerprint":"91b06c4507ba2cda","severity":"info","location":{"path":"customers/yunling/plans/2026.toml","lines":{"begin":5,"end":5}}},
      {"description":"没有上级","check_name":"FRM-03","fingerprint":"4e39997eb20a0a6d","severity":"major","location":{"path":"staff.toml","lines":{"begin":1,"end":1}}}]
    "#);
    let list: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
    let severities: Vec<&str> = list.as_array().expect("a list").iter().filter_map(|one| one["severity"].as_str()).collect();
    assert_eq!(severities, ["major", "minor", "info", "major"]);
    insta::assert_snapshot!(show(Format::Gitlab, &report(&[], Lang::Zh)), @"[]");
}

#[test]
fn junit_has_a_suite_a_customer() {
    let all = nasty();
    let (unread, _) = gaps();
    insta::assert_snapshot!(show(Format::Junit, &Report { unread: &unread, ..report(&all, Lang::Zh) }), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="kehu" tests="6" failures="2" errors="1">
      <testsuite name="江北广电" tests="1" failures="0" errors="0">
        <testcase classname="kehu.jiangbei" name="没有发现问题"/>
      </testsuite>
      <testsuite name="星桥&lt;设备&gt;" tests="1" failures="1" errors="0">
        <testcase classname="kehu.starbridge" name="COV-03 云 岭:%,#.toml ours" file="customers/starbridge/云 岭:%,#.toml" line="4">
          <failure type="COV-03" message="错误：100%: a,b&#10;::error::x &lt;b&gt;&amp;&quot;&apos;�[31m ]]&gt; | `x`">错误：100%: a,b
    ::error::x &lt;b&gt;&amp;&quot;&apos;�[31m ]]&gt; | `x`
    customers/starbridge/云 岭:%,#.toml:4:1
    处理：再安排一位同事：kehu set starbridge/li-guoqiang ours=zhou-lan,wu-min
    依据：000_492afcb71e7a325f.txt 附表4 填表目的
    </failure>
        </testcase>
      </testsuite>
      <testsuite name="云岭移动" tests="2" failures="0" errors="0">
        <testcase classname="kehu.yunling" name="F7B-04 plans/2026.toml 冯&lt;凯&gt;" file="customers/yunling/plans/2026.toml" line="4">
          <system-out>警告：获取率 0.6 小于 1，疑为小数，应写 0–100 的百分数
    customers/yunling/plans/2026.toml:4:9
    处理：改为 60，或写成 &quot;0.6%&quot;
    依据：000_492afcb71e7a325f.txt 附表7 收益计划 填表说明
    </system-out>
        </testcase>
        <testcase classname="kehu.yunling" name="ARC-05 plans/2026.toml" file="customers/yunling/plans/2026.toml" line="5">
          <system-out>提示：下一次联系的日期用了全角字符
    customers/yunling/plans/2026.toml:5:8
    依据：000_492afcb71e7a325f.txt 第十二条 3；format.md §1
    </system-out>
        </testcase>
      </testsuite>
      <testsuite name="公司与登记" tests="2" failures="1" errors="1">
        <testcase classname="kehu" name="FRM-03 staff.toml" file="staff.toml" line="1">
          <failure type="FRM-03" message="错误：没有上级">错误：没有上级
    staff.toml:1:1
    依据：format.md §1
    </failure>
        </testcase>
        <testcase classname="kehu.jiangbei" name="未能读取 customers/jiangbei/customer.toml">
          <error type="unread" message="编码像 GB18030，不是 UTF-8"/>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
    let twice = [all[1].clone(), all[1].clone()];
    let lenient = show(Format::Junit, &report(&twice, Lang::En));
    assert!(lenient.contains("failures=\"0\"") && lenient.contains("<system-out>warning: ") && lenient.contains(" (2)\""), "{lenient}");
    let strict = show(Format::Junit, &Report { fail_on: Level::Warning, ..report(&twice, Lang::En) });
    assert!(strict.contains("<testsuites name=\"kehu\" tests=\"4\" failures=\"2\""), "{strict}");
}

#[test]
fn sarif_keeps_what_is_accepted() {
    let all = nasty();
    let (unread, not_judged) = gaps();
    let suppressed = accepted();
    let report = Report { unread: &unread, not_judged: &not_judged[12..], suppressed: &suppressed, ..report(&all, Lang::Zh) };
    let shown = show(Format::Sarif, &report).replace(env!("CARGO_PKG_VERSION"), "0.0.0");
    let run = &serde_json::from_str::<serde_json::Value>(&shown).expect("JSON")["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 6);
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in results {
        let index = result["ruleIndex"].as_u64().and_then(|at| usize::try_from(at).ok()).expect("a place");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result["suppressions"].is_array());
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(region["startLine"].as_u64() > Some(0) && region["endColumn"].as_u64() > Some(0), "{region}");
    }
    let reasons: Vec<&str> = results.iter().filter_map(|one| one["suppressions"][0]["justification"].as_str()).collect();
    assert_eq!(reasons, ["三季度起由高振宇参与", "在基线中：已知，留待以后处理"]);
    insta::assert_snapshot!(shown.split_once("\"automationDetails\"").map_or("", |(_, rest)| rest), @r#"
    :{"id":"kehu-audit/"},
     "language":"zh-CN","columnKind":"unicodeCodePoints","properties":{"asOf":"2026-07-08"},
     "originalUriBaseIds":{"%SRCROOT%":{"description":{"text":"档案的文件夹（kehu.toml 所在处）"}}},
     "invocations":[{"executionSuccessful":true,"toolExecutionNotifications":[{"level":"error","message":{"text":"未能读取：编码像 GB18030，不是 UTF-8"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"customers/jiangbei/customer.toml","uriBaseId":"%SRCROOT%"}}}]},{"level":"warning","message":{"text":"没有判定（c12）：无历史"},"associatedRule":{"id":"F3-10"}},{"level":"warning","message":{"text":"没有判定（jiangbei）：customer.toml 未能读取"},"associatedRule":{"id":"F1-02"}},{"level":"warning","message":{"text":"没有判定：没有提交登记"},"associatedRule":{"id":"STA-01"}}]}],
     "results":[
      {"ruleId":"COV-03","ruleIndex":0,"level":"error","message":{"text":"李国强只有客户经理周岚一人联系，已超过 50 %\n处理：再安排一位同事：kehu set starbridge/li-guoqiang ours=zhou-lan,wu-min"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"customers/starbridge/key-people.toml","uriBaseId":"%SRCROOT%"},"region":{"startLine":4,"startColumn":1,"endLine":4,"endColumn":20}}}],"partialFingerprints":{"kehuFinding/v1":"1111111111111111"},"suppressions":[{"kind":"external","status":"accepted","justification":"三季度起由高振宇参与"}],"properties":{"customer":"starbridge","field":"ours"}},
      {"ruleId":"COV-03","ruleIndex":0,"level":"error","message":{"text":"100%: a,b\n::error::x <b>&\"'\u001b[31m ]]> | `x`\n处理：再安排一位同事：kehu set starbridge/li-guoqiang ours=zhou-lan,wu-min"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"customers/starbridge/%E4%BA%91%20%E5%B2%AD%3A%25%2C%23.toml","uriBaseId":"%SRCROOT%"},"region":{"startLine":4,"startColumn":1,"endLine":6,"endColumn":20}}}],"partialFingerprints":{"kehuFinding/v1":"f5b357d93ee8cb23"},"suppressions":[],"properties":{"customer":"starbridge","field":"ours"}},
      {"ruleId":"F7B-04","ruleIndex":1,"level":"warning","message":{"text":"获取率 0.6 小于 1，疑为小数，应写 0–100 的百分数\n处理：改为 60，或写成 \"0.6%\""},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"customers/yunling/plans/2026.toml","uriBaseId":"%SRCROOT%"},"region":{"startLine":4,"startColumn":9,"endLine":4,"endColumn":12}}}],"partialFingerprints":{"kehuFinding/v1":"2222222222222222"},"fixes":[{"description":{"text":"建议改为（请先核对）"},"artifactChanges":[{"artifactLocation":{"uri":"customers/yunling/plans/2026.toml","uriBaseId":"%SRCROOT%"},"replacements":[{"deletedRegion":{"startLine":4,"startColumn":9,"endLine":4,"endColumn":12},"insertedContent":{"text":"60"}}]}]}],"suppressions":[{"kind":"external","status":"accepted","justification":"在基线中：已知，留待以后处理"}],"properties":{"customer":"yunling","field":""}},
      {"ruleId":"F7B-04","ruleIndex":1,"level":"warning","message":{"text":"获取率 0.6 小于 1，疑为小数，应写 0–100 的百分数\n处理：改为 60，或写成 \"0.6%\""},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"customers/yunling/plans/2026.toml","uriBaseId":"%SRCROOT%"},"region":{"startLine":4,"startColumn":9,"endLine":4,"endColumn":12}}}],"partialFingerprints":{"kehuFinding/v1":"17e7890e24264c63"},"fixes":[{"description":{"text":"建议改为（请先核对）"},"artifactChanges":[{"artifactLocation":{"uri":"customers/yunling/plans/2026.toml","uriBaseId":"%SRCROOT%"},"replacements":[{"deletedRegion":{"startLine":4,"startColumn":9,"endLine":4,"endColumn":12},"insertedContent":{"text":"60"}}]}]}],"suppressions":[],"properties":{"customer":"yunling","field":""}},
      {"ruleId":"ARC-05","ruleIndex":2,"level":"note","message":{"text":"下一次联系的日期用了全角字符"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"customers/yunling/plans/2026.toml","uriBaseId":"%SRCROOT%"},"region":{"startLine":5,"startColumn":8,"endLine":5,"endColumn":20}}}],"partialFingerprints":{"kehuFinding/v1":"91b06c4507ba2cda"},"fixes":[{"description":{"text":"改为"},"artifactChanges":[{"artifactLocation":{"uri":"customers/yunling/plans/2026.toml","uriBaseId":"%SRCROOT%"},"replacements":[{"deletedRegion":{"startLine":5,"startColumn":8,"endLine":5,"endColumn":20},"insertedContent":{"text":"2026-07-15"}}]}]}],"suppressions":[],"properties":{"customer":"yunling","field":""}},
      {"ruleId":"FRM-03","ruleIndex":3,"level":"error","message":{"text":"没有上级"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"staff.toml","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":1}}}],"partialFingerprints":{"kehuFinding/v1":"4e39997eb20a0a6d"},"suppressions":[],"properties":{"customer":null,"field":""}}]}]}
    "#);
}

#[test]
fn the_baseline_is_told_where_people_read() {
    let suppressed = accepted();
    let none = Report { suppressed: &suppressed, ..report(&[], Lang::Zh) };
    insta::assert_snapshot!(show(Format::Text, &none), @r#"
    没有新的问题。
    另有 1 处在基线中，不列出，也不影响退出状态。
    另有 1 处是 [[ignore]] 中认可的例外，不列出，也不影响退出状态。
    读取 42 份文件，3 个客户；截至 2026-07-08。
    "#);
    let all = findings();
    let some = Report { suppressed: &suppressed, ..report(&all[..1], Lang::En) };
    insta::assert_snapshot!(show(Format::Markdown, &some), @r#"
    ## Customer archive check

    **1 finding: 1 error.** 1 finding is in the baseline: neither listed nor counted in the exit status. 1 finding is accepted by [[ignore]]: neither listed nor counted in the exit status.

    Read 42 files of 3 customers, as of 2026-07-08.
    By rule: COV-03 1

    ### 星桥\<设备\> (starbridge), account manager 陈立: 1

    | Level | Rule | Place | Problem | What to do |
    | --- | --- | --- | --- | --- |
    | error | COV-03 | `customers/starbridge/key-people.toml:4` | 李国强只有客户经理周岚一人联系，已超过 50 % | 再安排一位同事：kehu set starbridge/li-guoqiang ours=zhou-lan,wu-min |
    "#);
    let plain = Report { suppressed: &suppressed, ..report(&all, Lang::Zh) };
    for format in [Format::Json, Format::Csv, Format::Concise, Format::Github, Format::Gitlab, Format::Junit] {
        assert_eq!(show(format, &plain), show(format, &report(&all, Lang::Zh)), "{}", format.name());
    }
}

#[test]
fn a_long_table_is_folded() {
    let mut all: Vec<Finding> = (0..11).map(|_| findings()[0].clone()).collect();
    all.extend(findings()[1..].to_vec());
    let shown = show(Format::Markdown, &report(&all, Lang::Zh));
    let folded = "\n<details>\n<summary><b>星桥&lt;设备&gt;（starbridge），客户经理 陈立：11 处</b></summary>\n\n| 级别 |";
    assert!(shown.contains(folded) && shown.matches("</details>").count() == 1, "{shown}");
    insta::assert_snapshot!(shown.lines().skip(5).take(8).collect::<Vec<_>>().join("\n"), @r#"
    按规则：COV-03 11，ARC-05 1，F7B-04 1，FRM-03 1

    | 客户经理 | 客户 | 错误 | 警告 | 提示 |
    | --- | ---: | ---: | ---: | ---: |
    | 陈立 | 1 | 11 | 0 | 0 |
    | 未写明 | 1 | 0 | 1 | 1 |
    | 公司与登记 |  | 1 | 0 | 0 |
    "#);
}
