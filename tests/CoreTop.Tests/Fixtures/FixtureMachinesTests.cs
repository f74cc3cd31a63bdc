namespace CoreTop.Tests.Fixtures;

public sealed class FixtureMachinesTests
{
    [Theory]
    [MemberData(nameof(FixtureMachines.Names), MemberType = typeof(FixtureMachines))]
    public void The_file_is_what_the_builder_makes(string name) =>
        ExpectedText.Check(Fixture.MachinePath(name), FixtureMachines.Build(name));
}
