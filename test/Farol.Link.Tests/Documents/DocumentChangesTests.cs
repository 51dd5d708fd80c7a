using System.Text;
using Farol.Configuration.Gateway;
using Farol.Link.Documents;
using Farol.Link.Protocol;
using Google.Protobuf;

namespace Farol.Link.Tests.Documents;

public sealed class DocumentChangesTests
{
    private const int MaxObjects = 1000;

    [Theory]
    [InlineData("a,b,c", "a,b,c")]
    [InlineData("a,b,c", "a,c")]
    [InlineData("a,b,c", "x,a,b,c,y")]
    [InlineData("a,b,c", "a,b!,c")]
    [InlineData("", "a,b")]
    [InlineData("a,b,c,d", "a,x,c!,y")]
    public void Applied_changes_make_the_same_bytes(string before, string after)
    {
        var (from, to) = (Document(1, before), Document(2, after));
        var change = DocumentChanges.Between(from, to, MaxObjects);
        Assert.NotNull(change);
        var applied = DocumentChanges.Apply(from, SnapshotChange.Parser.ParseFrom(change.ToByteArray()));
        Assert.NotNull(applied);
        Assert.Equal(2UL, applied.Revision);
        Assert.True(applied.Json.Span.SequenceEqual(to.Json.Span), Encoding.UTF8.GetString(applied.Json.Span));
    }

    [Fact]
    public void A_small_change_of_a_large_document_is_a_small_message()
    {
        var names = Enumerable.Range(0, 2000).Select(i => "pool" + i).ToList();
        var (from, to) = (Document(1, string.Join(',', names)), Document(2, string.Join(',', names).Replace("pool1000,", "pool1000z,", StringComparison.Ordinal)));
        var change = DocumentChanges.Between(from, to, MaxObjects)!;
        Assert.Equal(2, change.Objects.Count);
        Assert.True(change.CalculateSize() * 100 < to.Json.Length);
    }

    [Fact]
    public void Random_changes_make_the_same_bytes_or_ask_for_the_whole()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var before = Enumerable.Range(0, random.Next(12)).ToList();
            var after = before.Where(_ => random.Next(4) > 0).ToList();
            after.InsertRange(random.Next(after.Count + 1), Enumerable.Range(20, random.Next(4)));
            var isShuffled = random.Next(3) == 0;
            after = isShuffled ? [.. after.OrderBy(_ => random.Next())] : after;
            var (from, to) = (Document(1, string.Join(',', before)), Document(2, string.Join(',', after)));
            if (DocumentChanges.Between(from, to, MaxObjects) is { } change)
            {
                var applied = DocumentChanges.Apply(from, change);
                Assert.True(isShuffled || applied is not null, "objects in their old order need no whole document");
                Assert.True(applied is null || applied.Json.Span.SequenceEqual(to.Json.Span));
            }
        }
    }

    [Fact]
    public void A_change_of_another_base_asks_for_the_whole()
    {
        var change = DocumentChanges.Between(Document(1, "a"), Document(2, "a,b"), MaxObjects)!;
        Assert.Null(DocumentChanges.Apply(Document(1, "other"), change));
    }

    [Fact]
    public void A_change_that_does_not_give_its_hash_asks_for_the_whole()
    {
        var from = Document(1, "a");
        var change = DocumentChanges.Between(from, Document(2, "a,b"), MaxObjects)!;
        change.Objects[0].Object = ByteString.CopyFromUtf8("{}");
        Assert.Null(DocumentChanges.Apply(from, change));
        change.Objects[0].Kind = "nothing_of_ours";
        Assert.Null(DocumentChanges.Apply(from, change));
    }

    [Fact]
    public void A_snapshot_whose_bytes_were_changed_is_refused()
    {
        var message = Document(1, "a").ToMessage();
        message.Document = ByteString.CopyFromUtf8("{}");
        Assert.Equal(LinkFault.Malformed, Assert.Throws<LinkException>(() => LinkDocument.From(message)).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"pools\":[")]
    [InlineData("nothing")]
    public void What_is_no_document_is_refused(string json)
    {
        var document = LinkDocument.Of(1, Encoding.UTF8.GetBytes(json));
        Assert.Equal(LinkFault.Malformed, Assert.Throws<LinkException>(() => DocumentChanges.Between(document, document, MaxObjects)).Fault);
    }

    internal static LinkDocument Document(ulong revision, string pools) => LinkDocument.Of(revision, GatewayJson.Write(new GatewayDocument
    {
        Pools = [.. pools.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => new PoolSection
        {
            Name = name.TrimEnd('!'),
            MaxQueue = name.EndsWith('!') ? 7 : 128,
            Backends = [new BackendSection { Id = name + "/192.0.2.1:80", Address = "192.0.2.1:80" }],
        })],
    }));
}
