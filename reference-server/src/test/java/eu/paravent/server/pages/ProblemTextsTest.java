package eu.paravent.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.protocol.ProblemCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTextsTest {
  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void everyCodeIsExplainedInBothLanguages(ProblemCode code) throws Exception {
    ProblemTexts texts = ProblemTexts.load();

    for (String html : new String[] {texts.german(code), texts.english(code)}) {
      assertThat(html).contains("<code>" + code.code() + "</code>", "" + code.status());
      assertThat(html.replaceAll("</?(h1|h2|p|code)>", "")).doesNotContain("<", ">", "&");
    }
    assertThat(texts.german(code)).isNotEqualTo(texts.english(code));
  }
}
