using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CoreTop.Tests.Docs;

/// <summary>What people read in a file: all of a page; of a C# file its comments and texts, each at its place.</summary>
internal static partial class ReadableText
{
    /// <summary>Stands for code between two texts, so that they are not read as one.</summary>
    private const char Code = '\u0001';

    // What joins two pieces of one text: quotes and plus signs, and the slashes that begin a comment.
    private const string Joints = "\"$+@/";

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tags { get; }

    /// <summary>The text of a file with everything else blanked out, so that lines and columns stay.</summary>
    public static string Of(string path)
    {
        string text = File.ReadAllText(path);
        return path.EndsWith(".cs", StringComparison.Ordinal) ? OfCode(text) : text;
    }

    private static string OfCode(string code)
    {
        char[] shown = [.. code.Select(one => char.IsWhiteSpace(one) ? one : Joints.Contains(one, StringComparison.Ordinal) ? ' ' : Code)];
        SyntaxNode root = CSharpSyntaxTree.ParseText(code, Options).GetRoot();
        foreach (SyntaxTrivia comment in root.DescendantTrivia().Where(IsComment))
        {
            int start = comment.SpanStart;
            string text = Tags.Replace(comment.ToString().TrimStart('/'), tag => new string(' ', tag.Length));
            text.CopyTo(0, shown, start + comment.Span.Length - text.Length, text.Length);
        }

        foreach (SyntaxToken token in root.DescendantTokens().Where(IsText))
        {
            for (int i = token.SpanStart; i < token.Span.End; i++)
            {
                shown[i] = code[i] == '"' ? ' ' : code[i];
            }
        }

        return new string(shown);
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;

    private static bool IsText(SyntaxToken token) =>
        token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;
}
