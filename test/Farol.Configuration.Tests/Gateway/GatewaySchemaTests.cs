using System.Text.Json.Nodes;
using Farol.Configuration.Gateway;
using Testing.Support;
using YamlDotNet.RepresentationModel;

namespace Farol.Configuration.Tests.Gateway;

/// <summary>The schema that ships is the one that the reader's table of keys makes, and it says what the reader says.</summary>
public sealed class GatewaySchemaTests
{
    private static readonly JsonObject _schema = JsonNode.Parse(GatewaySchema.Text())!.AsObject();

    [Fact]
    public void The_file_that_ships_is_up_to_date() =>
        Snapshot.Match(RepositoryRoot.File("docs", "reference", "farol.schema.json"), GatewaySchema.Text());

    [Theory]
    [MemberData(nameof(GatewayCasesTests.Good), MemberType = typeof(GatewayCasesTests))]
    public void Good_files_validate(string name) => Assert.Empty(Validate(File.ReadAllText(GatewayCases.Path(name))));

    [Fact]
    public void The_json_form_validates()
    {
        var json = JsonNode.Parse(GatewayJson.Write(GatewayCases.Read("everything.good.yaml").Gateway))!.AsObject();
        json.Remove("acme_challenges");
        json.Remove("blocks");
        Assert.Empty(SchemaChecker.Check(json, _schema));
    }

    [Fact]
    public void Every_key_of_the_schema_is_in_the_file_with_everything_and_so_known_to_the_reader()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        Assert.Empty(SchemaChecker.Check(YamlJson.Parse(File.ReadAllText(GatewayCases.Path("everything.good.yaml"))), _schema, used));
        Assert.Empty(SchemaChecker.Check(YamlJson.Parse(File.ReadAllText(GatewayCases.Path("all-router-keys.good.yaml"))), _schema, used));
        Assert.Empty(SchemaChecker.AllKeys(_schema).Except(used).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("pools: [{ name: web, algoritm: least_conn }]", "$.pools[0].algoritm: unknown key")]
    [InlineData("pools: [{ name: web, algorithm: fastest }]", "$.pools[0].algorithm: fits none of the forms")]
    [InlineData("listeners: [{ port: 99999 }]", "$.listeners[0].port: fits none of the forms")]
    [InlineData("routes: { host: a }", "$.routes: not a array")]
    [InlineData("gateway: { resolve_interval: 10 }", "$.gateway.resolve_interval: fits none of the forms")]
    [InlineData("routers: [{ id: a, host: b }]", "$.routers[0].username: is required")]
    public void What_the_reader_refuses_the_schema_refuses(string text, string expected)
    {
        Assert.Contains(expected, Validate(text));
        Assert.Throws<ConfigurationException>(() => GatewayCases.Parse(text));
    }

    private static List<string> Validate(string yaml) => SchemaChecker.Check(YamlJson.Parse(yaml), _schema);

    /// <summary>Reads YAML as an editor does before it validates: unquoted numbers and flags have their types.</summary>
    private static class YamlJson
    {
        public static JsonNode? Parse(string text)
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return Convert(stream.Documents[0].RootNode);
        }

        private static JsonNode? Convert(YamlNode node) => node switch
        {
            YamlMappingNode mapping => new JsonObject(mapping.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Convert(c.Value)))),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
            YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } plain => Plain(plain.Value!),
            YamlScalarNode scalar => scalar.Value,
            _ => throw new InvalidOperationException($"{node.NodeType} in a case"),
        };

        private static JsonNode? Plain(string text) => text switch
        {
            "" or "null" or "~" => null,
            "true" => true,
            "false" => false,
            _ when long.TryParse(text, out var integer) => integer,
            _ when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
            _ => text,
        };
    }
}
