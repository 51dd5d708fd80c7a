using System.Reflection;
using System.Text.Json;
using Farol.Configuration.Gateway;

namespace Farol.Configuration.Tests.Gateway;

public sealed class SnakeCaseTests
{
    [Fact]
    public void Every_name_is_written_as_in_JSON()
    {
        const string Letters = "aZbY3_ é";
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => Letters[random.Next(i % 2 == 0 ? 5 : Letters.Length)]));
            Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), SnakeCase.Of(name));
        }
    }

    [Fact]
    public void Every_property_of_the_document_is_written_as_in_JSON()
    {
        foreach (var property in typeof(GatewayDocument).Assembly.GetTypes().SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance)))
        {
            Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), SnakeCase.Of(property.Name));
        }
    }

    [Theory]
    [InlineData(TlsVersion.Tls12)]
    [InlineData(TlsVersion.Tls13)]
    public void A_version_of_TLS_is_the_same_word_in_the_file_and_in_JSON(TlsVersion version)
    {
        var word = JsonSerializer.Serialize(version, GatewayJson.Options).Trim('"');
        Assert.Equal(word, Configuration.Gateway.Shapes.Kinds.TlsVersion.Format(version));
    }
}
