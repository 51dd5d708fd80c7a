using Farol.Configuration.Documents;
using Farol.Configuration.Gateway;
using Testing.Support;

namespace Farol.Configuration.Tests.Gateway;

/// <summary>The files under Gateway/Cases: good ones load, bad ones give exactly the errors of the file beside them.</summary>
public sealed class GatewayCasesTests
{
    public static TheoryData<string> Bad => [.. GatewayCases.Names("*.bad.yaml")];

    public static TheoryData<string> Good => [.. GatewayCases.Names("*.good.yaml")];

    [Theory]
    [MemberData(nameof(Bad))]
    public void Bad_files_name_every_error_with_line_and_key(string name)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => GatewayCases.Read(name));
        var shown = wrong.Message.Replace(GatewayCases.FilesFolder, "FILES", StringComparison.Ordinal);
        Snapshot.Match(GatewayCases.Path(System.IO.Path.ChangeExtension(name, ".expected.txt")), shown);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void Good_files_are_the_same_after_a_journey_through_json(string name)
    {
        var document = GatewayCases.Read(name).Gateway;
        var json = GatewayJson.Write(document);
        var back = GatewayJson.Read(json);
        Assert.Equal(document, back);
        Assert.Equal(document.GetHashCode(), back.GetHashCode());
        Assert.Equal(GatewayJson.Hash(document), GatewayJson.Hash(back));
        Assert.Empty(Differences.Between(document, back));
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void The_json_form_is_itself_a_file_that_says_the_same(string name)
    {
        var document = GatewayCases.Read(name).Gateway;
        var json = System.Text.Encoding.UTF8.GetString(GatewayJson.Write(document)).Replace(",\"acme_challenges\":[]", "", StringComparison.Ordinal).Replace(",\"blocks\":[]", "", StringComparison.Ordinal);
        Assert.Equal(document, DocumentReader.Read(json, name, _ => null).Gateway);
    }

    [Fact]
    public void The_familiar_keys_mean_what_they_meant()
    {
        var document = GatewayCases.Read("familiar.good.yaml").Gateway;
        var web = document.Pools[0];
        Assert.Equal(BalancingAlgorithm.LeastConn, web.Algorithm);
        Assert.NotNull(web.StickySessions);
        Assert.Null(document.Pools[1].StickySessions);
        Assert.Equal(["web/10.0.0.11:8080", "web/backend-2.example.net:8080"], web.Backends.Select(b => b.Id));
        Assert.Equal(
            new HealthCheckSection { Path = "/health", Interval = TimeSpan.FromSeconds(30), Timeout = TimeSpan.FromSeconds(5), ExpectedStatus = [new StatusRange(200, 200)] },
            web.Backends[0].HealthCheck);
        Assert.Equal(["www.example.com/", "www.example.com/api", "*/"], document.Routes.Select(r => r.Name));
    }

    [Fact]
    public void Files_are_named_in_full_and_pages_are_taken_in()
    {
        var document = GatewayCases.Read("everything.good.yaml").Gateway;
        Assert.Equal(System.IO.Path.Combine(GatewayCases.FilesFolder, "example.key"), document.Certificates[0].KeyFile);
        Assert.Equal("<h1>Something went wrong</h1>\n", document.Routes[0].ErrorPages[0].Body);
    }

    [Fact]
    public void Secrets_are_in_no_text_of_a_document()
    {
        var document = GatewayCases.Read("everything.good.yaml").Gateway;
        var texts = string.Join('\n', [document.ToString(), document.Gateway.ToString(), .. document.Certificates.Select(c => c.ToString())]);
        Assert.DoesNotContain("from-the-environment", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", texts, StringComparison.Ordinal);
    }
}
