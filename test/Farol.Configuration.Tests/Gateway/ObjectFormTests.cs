using System.Text.Json;
using Farol.Configuration.Gateway;

namespace Farol.Configuration.Tests.Gateway;

/// <summary>Objects as the API reads and writes them.</summary>
public sealed class ObjectFormTests
{
    [Fact]
    public void A_pool_is_read_with_the_keys_and_spellings_of_the_file()
    {
        var pool = Read(ObjectForms.Pool, """
            {"name":"web","algorithm":"least_conn","sticky_sessions":true,"tls":null,
             "backends":[{"address":"10.0.0.1:80","weight":3,"health_check":{"path":"/up","interval":"30s","timeout":"500ms","expected_status":200}}]}
            """);
        Assert.Equal(BalancingAlgorithm.LeastConn, pool.Algorithm);
        Assert.NotNull(pool.StickySessions);
        Assert.Null(pool.Tls);
        Assert.Equal(TimeSpan.FromSeconds(30), pool.Backends[0].HealthCheck!.Interval);
        Assert.Equal([new StatusRange(200, 200)], pool.Backends[0].HealthCheck!.ExpectedStatus);
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same_object()
    {
        var route = new RouteSection
        {
            Name = "a",
            Host = "a.example.com",
            Pool = "web",
            Methods = ["GET"],
            MaxBodyBytes = 5,
            Redirect = null,
            RateLimits = [new RateLimitSection { RequestsPerSecond = 7 }],
            Compression = new CompressionSection(),
            Timeouts = new RouteTimeoutsSection { Whole = TimeSpan.FromMinutes(2) },
        };
        Assert.Equal(route, Read(ObjectForms.Route, ObjectForms.Route.Write(route).ToJsonString()));
        var gateway = new GlobalSection { TrustedProxies = [System.Net.IPNetwork.Parse("10.0.0.0/8")], Region = "br" };
        Assert.Equal(gateway, Read(ObjectForms.Gateway, ObjectForms.Gateway.Write(gateway).ToJsonString()));
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_by_its_key()
    {
        var errors = Errors(ObjectForms.Pool, """
            {"name":5,"slow_start":"1s","slow_start":"2s","algoritm":"x","algorithm":"fastest","max_queue":"12","panic_percent":101,"retries":{"on_status":[200]},
             "keep_alive":[],"backends":[{"address":"nowhere"},{"weight":1.5}]}
            """);
        Assert.Equal(
            ["algorithm", "algoritm", "backends[0].address", "backends[1].address", "backends[1].weight", "keep_alive", "max_queue", "name", "panic_percent", "retries.on_status[0]", "slow_start"],
            errors.Select(e => e.Key).Order(StringComparer.Ordinal));
        Assert.Contains("did you mean \"algorithm\"", errors.Single(e => e.Key == "algoritm").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    public void What_is_no_object_is_an_error(string body) => Assert.Equal("(body)", Assert.Single(Errors(ObjectForms.Backend, body)).Key);

    [Fact]
    public void Nobody_reads_the_programs_environment_through_a_body()
    {
        Environment.SetEnvironmentVariable("FAROL_TEST_SECRET", "open sesame");
        Assert.Equal("${FAROL_TEST_SECRET}", Read(ObjectForms.Backend, """{"address":"a:1","region":"${FAROL_TEST_SECRET}"}""").Region);
    }

    [Fact]
    public void Secrets_are_masked_and_masks_that_come_back_keep_what_is_stored()
    {
        var stored = new RouteSection
        {
            Name = "a",
            Pool = "web",
            RequestHeaders = new HeaderChangesSection
            {
                Set = [new HeaderValueSection { Name = "X-Api-Key", Value = "one" }, new HeaderValueSection { Name = "X-Plain", Value = "seen" }],
                Add = [new HeaderValueSection { Name = "Authorization", Value = "two" }, new HeaderValueSection { Name = "Authorization", Value = "three" }],
            },
        };
        var text = ObjectForms.Route.Write(stored).ToJsonString();
        Assert.DoesNotContain("one", text.Replace("none", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("seen", text, StringComparison.Ordinal);
        Assert.Equal(stored, Read(ObjectForms.Route, text, stored));
        Assert.Equal("request_headers.set[0].value", Assert.Single(Errors(ObjectForms.Route, """{"pool":"web","request_headers":{"set":[{"name":"X-Token","value":"***"}]}}""")).Key);
    }

    [Theory]
    [InlineData("web", "other", false)]
    [InlineData(null, "web", false)]
    [InlineData("web", "web", true)]
    [InlineData("web", null, true)]
    public void A_secret_for_a_pools_backends_is_typed_again_for_another_pools(string? before, string? after, bool isKept)
    {
        var stored = new RouteSection
        {
            Name = "a",
            Pool = before,
            RequestHeaders = new HeaderChangesSection
            {
                Set = [new HeaderValueSection { Name = "X-Plain", Value = "seen" }, new HeaderValueSection { Name = "X-Api-Key", Value = "one" }],
                Add = [new HeaderValueSection { Name = "Authorization", Value = "two" }],
            },
            ResponseHeaders = new HeaderChangesSection { Set = [new HeaderValueSection { Name = "Set-Cookie", Value = "three" }] },
        };
        var given = ObjectForms.Route.Write(stored with { Pool = after });
        if (isKept)
        {
            Assert.Equal(stored with { Pool = after }, Read(ObjectForms.Route, given.ToJsonString(), stored));
            return;
        }

        var errors = Errors(ObjectForms.Route, given.ToJsonString(), stored);
        Assert.Equal(["request_headers.add[0].value", "request_headers.set[1].value"], errors.Select(e => e.Key).Order(StringComparer.Ordinal));
        Assert.All(errors, e => Assert.StartsWith("is needed with another pool", e.Message, StringComparison.Ordinal));
        given["request_headers"]!["set"]![1]!["value"] = "new";
        given["request_headers"]!["add"] = new System.Text.Json.Nodes.JsonArray();
        Assert.Equal("new", Read(ObjectForms.Route, given.ToJsonString(), stored).RequestHeaders.Set[1].Value);
    }

    private static T Read<T>(ObjectForm<T> form, string json, T? stored = null)
        where T : class, new()
    {
        using var document = JsonDocument.Parse(json);
        var value = form.Read(document.RootElement, stored, out var errors);
        Assert.Empty(errors);
        return value;
    }

    private static IReadOnlyList<ConfigurationError> Errors<T>(ObjectForm<T> form, string json, T? stored = null)
        where T : class, new()
    {
        using var document = JsonDocument.Parse(json);
        form.Read(document.RootElement, stored, out var errors);
        return errors;
    }
}
