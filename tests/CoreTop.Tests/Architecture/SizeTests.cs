using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoreTop.Tests.Architecture;

public sealed class SizeTests
{
    private const int MostLinesOfType = 400, MostLinesOfMethod = 60;

    // Larger ones, and why. Take a line out once it is not true any more.
    private static readonly Dictionary<string, string> LargeTypes = new()
    {
        ["CoreTop.Tui.Hosting.DiffOutput"] = "one frame against the last: its parts share the cells and the place of the pen",
        ["CoreTop.Tui.Input.InputDecoder"] = "one machine of states, which reads worse in pieces",
    };

    private static readonly Dictionary<string, string> LongMethods = new()
    {
        ["FullScreen.Run"] = "joins the parts of the screen, one after the other",
        ["ExtrasReader.Read"] = "one file after the other, each with its own reason to be left out",
        ["TaskStatusLines.Parse"] = "a switch over the lines of a file",
        ["BipartiteFlow.Search"] = "one search, whose stack is in local variables",
        ["ExpectedLoads.Of"] = "one sum over tasks, whose parts share its accumulators",
    };

    [Fact]
    public void No_type_is_larger_than_a_reader_can_hold()
    {
        var sizes = SourceCode.Files
            .SelectMany(file => file.Types.Select(type => (Name: $"{file.Namespace}.{SourceFile.NameOf(type)}", Lines: SourceCode.LinesOf(type))))
            .GroupBy(type => type.Name)
            .ToDictionary(type => type.Key, parts => parts.Sum(part => part.Lines));

        Check(sizes, MostLinesOfType, LargeTypes);
    }

    [Fact]
    public void No_method_is_longer_than_a_reader_can_hold()
    {
        var sizes = SourceCode.Files
            .SelectMany(file => file.Root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>())
            .Select(method => (Name: $"{TypeOf(method)}.{NameOf(method)}", Lines: SourceCode.LinesOf(method)))
            .GroupBy(method => method.Name)
            .ToDictionary(method => method.Key, same => same.Max(method => method.Lines));

        Check(sizes, MostLinesOfMethod, LongMethods);
    }

    private static void Check(Dictionary<string, int> sizes, int most, Dictionary<string, string> excused)
    {
        Assert.True(sizes.Count > 300, $"only {sizes.Count} were found");
        Assert.Empty(sizes.Where(size => size.Value > most && !excused.ContainsKey(size.Key)).Select(size => $"{size.Key}: {size.Value} lines"));
        Assert.Empty(excused.Keys.Where(name => sizes.GetValueOrDefault(name) <= most).Select(name => $"{name} needs no excuse any more"));
    }

    private static string TypeOf(BaseMethodDeclarationSyntax method) => (method.Parent as BaseTypeDeclarationSyntax)?.Identifier.Text ?? "?";

    private static string NameOf(BaseMethodDeclarationSyntax method) => (method as MethodDeclarationSyntax)?.Identifier.Text ?? "constructor";
}
