using Farol.Configuration.Gateway;

namespace Farol.Configuration.Tests.Gateway;

/// <summary>Whole documents as the administrator's API writes them and reads them back.</summary>
public sealed class DocumentTextTests
{
    public static TheoryData<string> Good => [.. GatewayCases.Names("*.good.yaml")];

    [Theory]
    [MemberData(nameof(Good))]
    public void What_is_written_is_read_as_the_same_document(string name)
    {
        var document = GatewayCases.Read(name).Gateway;
        Assert.Equal(document, EditedDocument.Read(DocumentText.ToYaml(document), "yaml", isJson: false).Keep(document));
        Assert.Equal(document, EditedDocument.Read(DocumentText.ToJson(document), "json", isJson: true).Keep(document));
    }

    [Fact]
    public void Secrets_are_masked_and_a_mask_stands_for_the_stored_secret_of_the_same_object()
    {
        var stored = new GatewayDocument
        {
            Certificates = [Certificate("a", "first"), Certificate("b", "second")],
            Gateway = new GlobalSection { StickySecret = "sixteen characters" },
        };
        var yaml = DocumentText.ToYaml(stored);
        Assert.DoesNotContain("PRIVATE", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain("sixteen", yaml, StringComparison.Ordinal);
        var swapped = EditedDocument.Read(yaml, "yaml", isJson: false).Keep(stored with { Certificates = [stored.Certificates[1], stored.Certificates[0]] });
        Assert.Equal(stored, swapped);
        var wrong = Assert.Throws<ConfigurationException>(() => EditedDocument.Read(yaml, "yaml", isJson: false).Keep(stored with { Certificates = [stored.Certificates[0]] }));
        Assert.Equal("certificates[1].key_pem", Assert.Single(wrong.Errors).Key);
        Assert.True(wrong.Errors[0].Line > 1);
    }

    [Fact]
    public void Errors_come_all_at_once_with_line_and_key()
    {
        var wrong = Assert.Throws<ConfigurationException>(() => EditedDocument.Read("pools:\n  - name: a\n    algoritm: x\n    slow_start: soon\nroutse: []\n", "body", isJson: false));
        Assert.Equal([("pools[0].algoritm", 3), ("pools[0].slow_start", 4), ("routse", 5)], wrong.Errors.Select(e => (e.Key, e.Line)));
    }

    [Fact]
    public void Variables_stay_as_they_are_written()
    {
        var document = EditedDocument.Read("pools:\n  - name: a\n    host_header: ${HOME}\n    backends: [{ address: \"a:1\" }]\n", "body", isJson: false).Document;
        Assert.Equal("${HOME}", document.Pools[0].HostHeader);
    }

    [Theory]
    [InlineData("{", true)]
    [InlineData("[]", true)]
    [InlineData("\t: a", false)]
    public void What_is_no_document_says_so(string text, bool isJson) => Assert.NotEmpty(Assert.Throws<ConfigurationException>(() => EditedDocument.Read(text, "body", isJson)).Errors);

    private static CertificateSection Certificate(string name, string key) => new()
    {
        Name = name,
        CertificatePem = $"-----BEGIN CERTIFICATE-----\n{name}\n-----END CERTIFICATE-----\n",
        KeyPem = $"-----BEGIN PRIVATE KEY-----\n{key}\n-----END PRIVATE KEY-----\n",
    };
}
