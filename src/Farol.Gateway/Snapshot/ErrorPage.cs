using Farol.Configuration.Gateway;

namespace Farol.Gateway.Snapshot;

/// <summary>A body ready to be sent with statuses that the gateway answers itself.</summary>
internal sealed record ErrorPage(StatusRange Status, byte[] ContentType, byte[] Body)
{
    /// <summary>The first of the pages that is for a status; null: none is.</summary>
    public static ErrorPage? Find(ErrorPage[] pages, int status)
    {
        foreach (var page in pages)
        {
            if (page.Status.Contains(status))
            {
                return page;
            }
        }

        return null;
    }
}
