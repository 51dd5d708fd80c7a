using System.Text;
using System.Text.Json;
using Farol.Configuration.Gateway;

namespace Farol.Configuration.Tests.Gateway;

/// <summary>What holds of every document and every text, tried with random ones of fixed seeds.</summary>
public sealed class DocumentFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_document_is_the_same_after_a_journey_through_json(int seed)
    {
        var documents = new RandomDocument(new Random(seed));
        for (var i = 0; i < 100; i++)
        {
            var document = GatewayCheck.Complete(documents.Next());
            var json = GatewayJson.Write(document);
            var back = GatewayJson.Read(json);
            Assert.Equal(document, back);
            Assert.Equal(document.GetHashCode(), back.GetHashCode());
            Assert.Equal(json, GatewayJson.Write(back));
        }
    }

    [Fact]
    public void What_an_older_version_left_out_has_its_default()
    {
        var read = GatewayJson.Read("""{"pools":[{"name":"web","timeouts":{"connect":"1s"}}]}"""u8);
        var expected = new PoolSection { Name = "web", Timeouts = new PoolTimeoutsSection { Connect = TimeSpan.FromSeconds(1) } };
        Assert.Equal(GatewayDocument.Empty with { Pools = [expected] }, read);
    }

    [Fact]
    public void Two_random_documents_differ_and_so_do_their_hashes()
    {
        var documents = new RandomDocument(new Random(4));
        var hashes = Enumerable.Range(0, 200).Select(_ => GatewayJson.Hash(documents.Next())).ToList();
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
    }

    [Fact]
    public void Any_document_is_judged_without_an_exception()
    {
        var documents = new RandomDocument(new Random(5));
        for (var i = 0; i < 200; i++)
        {
            Assert.NotEmpty(GatewayCheck.Errors(GatewayCheck.Complete(documents.Next()), "random"));
        }
    }

    [Fact]
    public void Damaged_json_is_a_document_or_an_error_of_json()
    {
        var random = new Random(6);
        var good = GatewayJson.Write(GatewayCases.Read("everything.good.yaml").Gateway);
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var damaged = Damage(good, random);
            try
            {
                GatewayJson.Read(damaged);
            }
            catch (JsonException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 2000);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_with_a_line()
    {
        var random = new Random(7);
        var good = File.ReadAllBytes(GatewayCases.Path("everything.good.yaml"));
        var refused = 0;
        for (var i = 0; i < 1000; i++)
        {
            try
            {
                GatewayCases.Parse(Encoding.UTF8.GetString(Damage(good, random)));
            }
            catch (ConfigurationException wrong)
            {
                Assert.All(wrong.Errors, e => Assert.True(e.Line > 0 || e.Key == "(yaml)", e.ToString()));
                refused++;
            }
        }

        Assert.InRange(refused, 100, 1000);
    }

    [Theory]
    [InlineData("""{"pools":[{"nmae":"web"}]}""")]
    [InlineData("""{"pools":null}""")]
    [InlineData("""{"pools":[null]}""")]
    [InlineData("""{"pools":[{"algorithm":3}]}""")]
    [InlineData("""{"pools":[{"algorithm":"fastest"}]}""")]
    [InlineData("""{"pools":[{"name":null}]}""")]
    [InlineData("""{"pools":[{"slow_start":30}]}""")]
    [InlineData("""{"pools":[{"slow_start":"400d"}]}""")]
    [InlineData("""{"gateway":{"trusted_proxies":["10.1.2.3/8"]}}""")]
    [InlineData("""{"gateway":{"region":"a","region":"b"}}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public void Json_that_is_no_document_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => GatewayJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Lists_compare_by_their_items()
    {
        ValueList<string> list = ["a", "b"];
        Assert.Equal(["a", "b"], list);
        Assert.True(list.Equals(["a", "b"]));
        Assert.False(list.Equals(["b", "a"]));
        Assert.False(list.Equals(["a"]));
        Assert.Same(ValueList<string>.Empty, (ValueList<string>)[]);
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        var damaged = good.ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(3))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, Math.Min(random.Next(1, 40), damaged.Count - at));
                    break;
                default:
                    damaged.InsertRange(at, damaged.GetRange(at, Math.Min(random.Next(1, 40), damaged.Count - at)));
                    break;
            }
        }

        return [.. damaged];
    }
}
