using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoreTop.Tests.Architecture;

/// <summary>A file of the program's source.</summary>
/// <param name="Path">From src, such as <c>CoreTop.Model/Cpus/CpuSet.cs</c>.</param>
/// <param name="Root">What is in it.</param>
internal sealed record SourceFile(string Path, CompilationUnitSyntax Root)
{
    /// <summary>Such as <c>CoreTop.Model</c>.</summary>
    public string Project => Path.Split('/')[0];

    /// <summary>Such as <c>CoreTop.Model/Cpus</c>; the project's name for what lies in none of its folders.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Its namespace; null when it has none.</summary>
    public string? Namespace => Root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();

    /// <summary>The types it declares, those inside others left out.</summary>
    public IEnumerable<MemberDeclarationSyntax> Types => Root.Members.OfType<BaseNamespaceDeclarationSyntax>()
        .SelectMany(space => space.Members).Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>The name of a type that it declares.</summary>
    public static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => string.Empty,
    };
}
