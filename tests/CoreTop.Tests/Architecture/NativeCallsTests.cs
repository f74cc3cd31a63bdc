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
}
