using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoreTop.Tests.Architecture;

/// <summary>Which folder knows which.</summary>
/// <remarks>
/// A directive <c>using</c> is an arrow, as one that is not needed is a build error. What lies in a folder above needs no directive:
/// there the names of its types are looked for, and everywhere those of types with a part of their namespace before them.
/// </remarks>
internal sealed class FolderArrows
{
    private readonly Dictionary<string, string> _folderOfSpace = [];
    private readonly Dictionary<string, HashSet<string>> _typesOfSpace = [];
    private readonly SortedDictionary<(string From, string To), string> _arrows = [];

    /// <summary>Finds them.</summary>
    /// <param name="files">The source.</param>
    public FolderArrows(IReadOnlyList<SourceFile> files)
    {
        foreach (SourceFile file in files)
        {
            _folderOfSpace.TryAdd(file.Namespace!, file.Folder);
            if (!_typesOfSpace.TryGetValue(file.Namespace!, out HashSet<string>? types))
            {
                _typesOfSpace.Add(file.Namespace!, types = []);
            }

            types.UnionWith(file.Types.Select(SourceFile.NameOf));
        }

        foreach (SourceFile file in files)
        {
            foreach (UsingDirectiveSyntax directive in file.Root.Usings)
            {
                Add(file, directive.Name?.ToString());
            }

            foreach (SimpleNameSyntax name in file.Root.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                Add(file, SpaceOf(file, name));
            }
        }
    }

    /// <summary>Each arrow, with a file that makes it.</summary>
    public IReadOnlyDictionary<(string From, string To), string> All => _arrows;

    /// <summary>Folders that know each other, directly or by others between.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rings() => Architecture.Rings.Of(_arrows.Keys);

    private void Add(SourceFile file, string? space)
    {
        if (space is not null && _folderOfSpace.TryGetValue(space, out string? folder) && folder != file.Folder)
        {
            _arrows.TryAdd((file.Folder, folder), file.Path);
        }
    }

    private string? SpaceOf(SourceFile file, SimpleNameSyntax name)
    {
        string text = name.Identifier.Text;
        if (name.Parent is QualifiedNameSyntax qualified && qualified.Right == name)
        {
            return Named(file.Namespace!, qualified.Left.ToString(), text);
        }

        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            return Named(file.Namespace!, access.Expression.ToString(), text);
        }

        return SyntaxFacts.IsInTypeOnlyContext(name) || (name.Parent is MemberAccessExpressionSyntax first && first.Expression == name)
            ? Above(file.Namespace!).FirstOrDefault(space => Has(space, text))
            : null;
    }

    // A type behind a part of its namespace, which is looked for from inside to outside.
    private string? Named(string space, string before, string type) =>
        Above(space).Select(outer => $"{outer}.{before}").Append(before).FirstOrDefault(named => Has(named, type));

    private bool Has(string space, string type) => _typesOfSpace.TryGetValue(space, out HashSet<string>? types) && types.Contains(type);

    private static IEnumerable<string> Above(string space)
    {
        for (int end = space.Length; end > 0; end = space.LastIndexOf('.', end - 1))
        {
            yield return space[..end];
        }
    }
}
