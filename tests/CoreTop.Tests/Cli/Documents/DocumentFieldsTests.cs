using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using CoreTop.Cli.Documents;
using CoreTop.Listing.Documents;

namespace CoreTop.Tests.Cli.Documents;

public sealed partial class DocumentFieldsTests
{
    private static readonly string[] Common = [.. FieldsOf("Every document")];

    [Theory]
    [InlineData("snapshot", typeof(SnapshotDocument))]
    [InlineData("topology", typeof(TopologyDocument))]
    [InlineData("job", typeof(JobDocument))]
    [InlineData("diagnose", typeof(DiagnosisDocument))]
    [InlineData("rebalance", typeof(RebalanceDocument))]
    [InlineData("pin, release", typeof(ChangeDocument))]
    [InlineData("undo", typeof(UndoDocument))]
    [InlineData("undo --list", typeof(UndoListDocument))]
    public void Every_field_of_a_document_is_in_the_docs_and_the_other_way_round(string heading, Type document) =>
        Assert.Equal([.. Common.Concat(FieldsOf(heading)).Order()], Fields(document, prefix: string.Empty).Order().ToArray());

    [Fact]
    public void Every_kind_of_document_is_in_the_docs() =>
        Assert.Equal(
            typeof(Document).Assembly.GetTypes().Count(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Document))),
            Headings().Count(heading => heading != "Every document"));

    [Theory]
    [InlineData("processes")]
    [InlineData("threads")]
    public void Rows_have_their_fields_in_the_order_of_the_docs(string rows) => Assert.Equal(
        FieldsOf("snapshot").Where(field => field.StartsWith($"{rows}[].", StringComparison.Ordinal)),
        (rows == "threads" ? DocumentFields.Thread : DocumentFields.Process).Select(field => $"{rows}[].{field.Name}"));

    [Fact]
    public void Groups_have_their_fields_in_the_order_of_the_docs() => Assert.Equal(
        FieldsOf("snapshot").Where(field => field.StartsWith("groups[].", StringComparison.Ordinal)),
        GroupFieldNames.Select(field => $"groups[].{field}"));

    private static IEnumerable<string> GroupFieldNames =>
        ["name", "processes", "pids[]", "states", .. GroupFields.Usual.Select(each => each.Name)];

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FieldRow();

    private static string Docs() => File.ReadAllText(Path.Combine(ExpectedText.Repository, "docs", "json.md"));

    private static IEnumerable<string> Headings() =>
        Docs().Split("\n## ").Skip(1).Select(section => section.Split('\n')[0]);

    private static IEnumerable<string> FieldsOf(string heading)
    {
        string section = Docs().Split("\n## ").Single(text => text.StartsWith($"{heading}\n", StringComparison.Ordinal));
        return FieldRow().Matches(section).Select(match => match.Groups[1].Value);
    }

    private static IEnumerable<string> Fields(Type type, string prefix)
    {
        JsonTypeInfo info = DocumentJson.Default.GetTypeInfo(type)!;
        foreach (JsonPropertyInfo property in info.Properties)
        {
            Type value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (value == typeof(RowEntries))
            {
                yield return $"{prefix}{property.Name}[]";
                foreach (DocumentField field in property.Name == "threads" ? DocumentFields.Thread : DocumentFields.Process)
                {
                    yield return $"{prefix}{property.Name}[].{field.Name}";
                }

                continue;
            }

            if (value == typeof(GroupEntries))
            {
                yield return $"{prefix}{property.Name}[]";
                foreach (string field in GroupFieldNames)
                {
                    yield return $"{prefix}{property.Name}[].{field}";
                }

                continue;
            }

            bool isList = value.IsGenericType && value.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
            Type item = isList ? value.GetGenericArguments()[0] : value;
            string name = prefix + property.Name + (isList ? "[]" : string.Empty);
            yield return name;
            if (item.Namespace == typeof(Document).Namespace)
            {
                foreach (string field in Fields(item, $"{name}."))
                {
                    yield return field;
                }
            }
        }
    }
}
