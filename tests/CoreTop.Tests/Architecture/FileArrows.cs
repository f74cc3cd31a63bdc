using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoreTop.Tests.Architecture;

/// <summary>Which file names a type of which other file: where a type is written, and before the point of a member.</summary>
internal sealed class FileArrows
{
    private readonly Dictionary<(string Space, string Type), string> _fileOfType = [];
    private readonly HashSet<(string From, string To)> _arrows = [];

    /// <summary>Finds them.</summary>
    /// <param name="files">The source.</param>
    public FileArrows(IReadOnlyList<SourceFile> files)
    {
        foreach (SourceFile file in files)
        {
            foreach (MemberDeclarationSyntax type in file.Types)
            {
                _fileOfType.TryAdd((file.Namespace!, SourceFile.NameOf(type)), file.Path);
            }
        }

        foreach (SourceFile file in files)
        {
            string[] spaces = [.. Above(file.Namespace!), .. file.Root.Usings.Select(directive => directive.Name?.ToString() ?? string.Empty)];
            HashSet<string> members = [.. MembersOf(file.Root)];
            foreach (SimpleNameSyntax name in file.Root.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => IsType(name, members)))
            {
                string? known = spaces.Select(space => _fileOfType.GetValueOrDefault((space, name.Identifier.Text))).FirstOrDefault(path => path is not null);
                if (known is not null && known != file.Path)
                {
                    _arrows.Add((file.Path, known));
                }
            }
        }
    }

    /// <summary>Each arrow.</summary>
    public IReadOnlySet<(string From, string To)> All => _arrows;

    // A property may have the name of its type: before a point, it is the property.
    private static IEnumerable<string> MembersOf(CompilationUnitSyntax root) => root.DescendantNodes().Select(node => node switch
    {
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ParameterSyntax parameter => parameter.Identifier.Text,
        _ => string.Empty,
    });

    private static bool IsType(SimpleNameSyntax name, HashSet<string> members) =>
        SyntaxFacts.IsInTypeOnlyContext(name)
        || (name.Parent is MemberAccessExpressionSyntax access && access.Expression == name && !members.Contains(name.Identifier.Text));

    private static IEnumerable<string> Above(string space)
    {
        for (int end = space.Length; end > 0; end = space.LastIndexOf('.', end - 1))
        {
            yield return space[..end];
        }
    }
}
