using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoreTop.Tests.Architecture;

/// <summary>The program's source, parsed.</summary>
internal static class SourceCode
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);

    private static readonly Lazy<IReadOnlyList<SourceFile>> Parsed = new(Parse);

    /// <summary>All its files.</summary>
    public static IReadOnlyList<SourceFile> Files => Parsed.Value;

    /// <summary>How many lines a piece of it takes.</summary>
    public static int LinesOf(SyntaxNode node)
    {
        FileLinePositionSpan span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static List<SourceFile> Parse()
    {
        string root = Path.Combine(ExpectedText.Repository, "src");
        return
        [
            .. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Select(path => new SourceFile(
                    Path.GetRelativePath(root, path), (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(File.ReadAllText(path), Options).GetRoot()))
                .Where(file => file.Namespace is not null).OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
    }
}
