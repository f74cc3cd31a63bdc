using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoreTop.Tests.Architecture;

public sealed class NativeCallsTests
{
    [Fact]
    public void Only_the_kernel_project_makes_native_calls_and_for_the_terminal_the_screens_host()
    {
        List<string> callers =
        [
            .. SourceCode.Files.Where(file => file.Root.DescendantNodes().OfType<AttributeSyntax>()
                .Any(attribute => attribute.Name.ToString() is "LibraryImport" or "DllImport")).Select(file => file.Folder).Distinct(),
        ];

        Assert.Contains("CoreTop.Kernel/Native", callers);
        Assert.DoesNotContain(callers, folder => folder != "CoreTop/Tui/Hosting" && folder.Split('/')[0] != "CoreTop.Kernel");
    }

    [Fact]
    public void Nothing_loads_OpenSSL_which_is_not_on_every_machine_and_which_a_static_program_cannot_load()
    {
        IEnumerable<string> users = SourceCode.Files
            .Where(file => file.Root.DescendantNodes().OfType<UsingDirectiveSyntax>()
                .Any(used => used.Name?.ToString().StartsWith("System.Security.Cryptography", StringComparison.Ordinal) == true))
            .Select(file => file.Path);

        Assert.Empty(users);
    }
}
