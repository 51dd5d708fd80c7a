using Farol.Gateway.Http1;

namespace Farol.Gateway.Forwarding;

/// <summary>The value of X-Forwarded-For that a backend gets.</summary>
internal static class ForwardedFor
{
    /// <summary>The client's address, behind what a trusted proxy wrote (all its lines in order).</summary>
    /// <param name="scratch">Room for a value that is put together; what does not fit is left out from the left.</param>
    public static ReadOnlySpan<byte> Of(IClient client, bool trusts, Span<byte> scratch)
    {
        var head = client.Head;
        if (!trusts || !head.Has(FieldName.XForwardedFor))
        {
            return client.Info.Text;
        }

        var writer = new HeadWriter(scratch);
        foreach (ref readonly var field in head.Fields)
        {
            if (field.Name == FieldName.XForwardedFor && field.ValueLength > 0)
            {
                writer.Write(field.ValueIn(client.HeadBytes));
                writer.Write(", "u8);
            }
        }

        writer.Write(client.Info.Text);
        return scratch[..writer.Length];
    }
}
