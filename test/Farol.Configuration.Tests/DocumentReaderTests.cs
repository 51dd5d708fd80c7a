using Farol.Configuration.Documents;
using Testing.Support;

namespace Farol.Configuration.Tests;

/// <summary>The files under Cases: good ones load, bad ones give exactly the errors of the file beside them.</summary>
public sealed class DocumentReaderTests
{
    private static readonly string _cases = RepositoryRoot.File("test", "Farol.Configuration.Tests", "Cases");

    public static TheoryData<string> Bad => [.. Names("*.bad.yaml")];

    public static TheoryData<string> Good => [.. Names("*.good.yaml")];

    [Theory]
    [MemberData(nameof(Good))]
    public void Good_files_load(string name) => Assert.NotNull(Read(name));

    [Theory]
    [MemberData(nameof(Bad))]
    public void Bad_files_name_every_error_with_line_and_key(string name)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Read(name));
        var expected = File.ReadAllText(Path.Combine(_cases, Path.ChangeExtension(name, ".expected.txt"))).TrimEnd();
        Assert.Equal(expected, wrong.Message);
    }

    [Fact]
    public void Variables_defaults_and_lists_are_read()
    {
        var routers = Read("two-routers.good.yaml").Routers;
        Assert.Equal(["bng-01", "bng-02"], routers.Select(r => r.Id));
        Assert.Equal(["from-the-environment", "fallback"], routers.Select(r => r.Password));
        Assert.Equal([22, 23], routers.Select(r => r.Port));
        Assert.Equal(["GigabitEthernet0/1/*", "100GE*"], routers[0].Uplinks);
        Assert.Equal("bng-02", routers[1].Name);
    }

    [Fact]
    public void A_router_never_prints_its_password() =>
        Assert.DoesNotContain("from-the-environment", Read("two-routers.good.yaml").Routers[0].ToString(), StringComparison.Ordinal);

    private static IEnumerable<string> Names(string pattern) => Directory.GetFiles(_cases, pattern).Select(f => Path.GetFileName(f));

    private static FarolDocument Read(string name) => DocumentReader.Read(
        File.ReadAllText(Path.Combine(_cases, name)), name, v => v == "ROUTER_PASSWORD" ? "from-the-environment" : null);
}
